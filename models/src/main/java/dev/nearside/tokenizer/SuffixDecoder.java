package dev.nearside.tokenizer;

/** {@code BPEDecoder}: the suffix that ends words becomes a space, but that of the last token goes. */
record SuffixDecoder(String suffix) implements Decoder {

    @Override
    public TextSink before(TextSink next, boolean eager) {
        return new TextSink() {
            private String held = "";
            private boolean any;

            @Override
            public void token(String token) {
                if (any) {
                    next.token(held.replace(suffix, " "));
                }
                any = true;
                held = token;
            }

            @Override
            public void finish() {
                if (any) {
                    next.token(held.replace(suffix, ""));
                }
                next.finish();
            }
        };
    }
}
