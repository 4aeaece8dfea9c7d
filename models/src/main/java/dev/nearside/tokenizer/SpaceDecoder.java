package dev.nearside.tokenizer;

/** What files without a decoder get: tokens joined by spaces. */
final class SpaceDecoder implements Decoder {
    @Override
    public TextSink before(TextSink next, boolean eager) {
        return new TextSink() {
            private boolean first = true;

            @Override
            public void token(String token) {
                next.token(first ? token : " " + token);
                first = false;
            }

            @Override
            public void finish() {
                next.finish();
            }
        };
    }
}
