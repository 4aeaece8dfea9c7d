package dev.nearside.tokenizer;

/**
 * Drops a character from the ends of each token, or of the whole text if it was fused before.
 *
 * @param start how many may go at the start
 * @param stop how many may go at the end
 */
record StripDecoder(int character, int start, int stop, boolean fused) implements Decoder {

    @Override
    public TextSink before(TextSink next, boolean eager) {
        return fused
                ? new Whole(next)
                : new PassingSink(next) {
                    @Override
                    String change(String token) {
                        return stripEnd(stripStart(token, start));
                    }
                };
    }

    private String stripStart(String text, int most) {
        int at = 0;
        for (int i = 0; i < most && at < text.length() && text.codePointAt(at) == character; i++) {
            at += Text.units(character);
        }
        return text.substring(at);
    }

    private String stripEnd(String text) {
        int at = text.length();
        for (int i = 0; i < stop && at > 0 && text.codePointBefore(at) == character; i++) {
            at -= Text.units(character);
        }
        return text.substring(0, at);
    }

    /** One token in parts: what may yet turn out to be its end is held back. */
    private final class Whole implements TextSink {
        private final TextSink next;
        private int startLeft = start;
        private String held = "";

        Whole(TextSink next) {
            this.next = next;
        }

        @Override
        public void token(String part) {
            String text = stripStart(part, startLeft);
            int stripped = (part.length() - text.length()) / Text.units(character);
            startLeft = text.isEmpty() ? startLeft - stripped : 0;
            String all = held + text;
            String certain = stripEnd(all);
            held = all.substring(certain.length());
            next.token(certain);
        }

        @Override
        public void finish() {
            next.finish();
        }
    }
}
