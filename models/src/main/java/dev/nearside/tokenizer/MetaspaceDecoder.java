package dev.nearside.tokenizer;

/**
 * Turns the character that stands for a space back into one.
 *
 * @param prefixed whether those of the first token were put there and go
 */
record MetaspaceDecoder(char replacement, boolean prefixed) implements Decoder {

    static MetaspaceDecoder read(Component component) {
        Metaspace metaspace = Metaspace.read(component);
        return new MetaspaceDecoder(metaspace.replacement(), metaspace.prepend() != Metaspace.Prepend.NEVER);
    }

    @Override
    public TextSink before(TextSink next, boolean eager) {
        return new PassingSink(next) {
            private boolean first = true;

            @Override
            String change(String token) {
                boolean drops = first && prefixed;
                first = false;
                return drops ? token.replace(String.valueOf(replacement), "") : token.replace(replacement, ' ');
            }
        };
    }
}
