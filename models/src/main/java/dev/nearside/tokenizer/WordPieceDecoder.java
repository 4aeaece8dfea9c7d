package dev.nearside.tokenizer;

/** Joins words by spaces and their parts by nothing. */
record WordPieceDecoder(String prefix, boolean cleanup) implements Decoder {
    private static final String[][] CLEANUPS = {
        {" .", "."},
        {" ?", "?"},
        {" !", "!"},
        {" ,", ","},
        {" ' ", "'"},
        {" n't", "n't"},
        {" 'm", "'m"},
        {" do not", " don't"},
        {" 's", "'s"},
        {" 've", "'ve"},
        {" 're", "'re"}
    };

    @Override
    public TextSink before(TextSink next, boolean eager) {
        return new TextSink() {
            private boolean first = true;

            @Override
            public void token(String token) {
                String text = first ? token : token.startsWith(prefix) ? token.substring(prefix.length()) : " " + token;
                first = false;
                next.token(cleanup ? clean(text) : text);
            }

            @Override
            public void finish() {
                next.finish();
            }
        };
    }

    private static String clean(String text) {
        String clean = text;
        for (String[] pair : CLEANUPS) {
            clean = clean.replace(pair[0], pair[1]);
        }
        return clean;
    }
}
