package dev.nearside.generation.grammar;

import java.util.List;

/** Strings of so many characters. */
final class Strings implements Form {
    private static final String SHORT_ESCAPES = "\"\\/bfnrt";

    private final int least;
    private final int most;

    /** @param most {@code Integer.MAX_VALUE} for any length */
    Strings(int least, int most) {
        this.least = least;
        this.most = most;
    }

    @Override
    public void begin(int b, Position then, List<Position> out) {
        if (b == '"') {
            out.add(new Within(this, 0, Utf8State.WHOLE, then));
        }
    }

    @Override
    public String shortest(List<Form> open) {
        return '"' + filling(0) + '"';
    }

    private String filling(int count) {
        return "x".repeat(Math.max(0, least - count));
    }

    /** So many characters as can change what may follow. */
    private int counted(int count) {
        return most == Integer.MAX_VALUE ? Math.min(count, least) : count;
    }

    /** @param utf8 how far a character is */
    private record Within(Strings form, int count, int utf8, Position then) implements Position {
        @Override
        public void next(int b, List<Position> out) {
            boolean whole = utf8 == Utf8State.WHOLE;
            if (whole && b == '"') {
                if (count >= form.least) {
                    out.add(then);
                }
            } else if (b >= 0x20 && (!whole || count < form.most)) {
                if (whole && b == '\\') {
                    out.add(new Escape(form, count, 0, 0, then));
                } else {
                    after(b, out);
                }
            }
        }

        private void after(int b, List<Position> out) {
            int state = Utf8State.next(utf8, b);
            if (state != Utf8State.BROKEN) {
                int now = form.counted(state == Utf8State.WHOLE ? count + 1 : count);
                out.add(now == count && state == utf8 ? this : new Within(form, now, state, then));
            }
        }

        @Override
        public String closing() {
            return form.filling(count) + '"' + then.closing();
        }
    }

    /**
     * After a backslash.
     *
     * @param digits 0 before anything, then 1 more than the hexadecimal digits so far
     * @param first the first of them
     */
    private record Escape(Strings form, int count, int digits, int first, Position then) implements Position {
        @Override
        public void next(int b, List<Position> out) {
            if (digits == 0) {
                if (b == 'u') {
                    out.add(new Escape(form, count, 1, 0, then));
                } else if (SHORT_ESCAPES.indexOf(b) >= 0) {
                    out.add(whole());
                }
            } else if (isHex(b) && !beginsSurrogate(b)) {
                out.add(digits == 4 ? whole() : new Escape(form, count, digits + 1, digits == 1 ? b : first, then));
            }
        }

        private Position whole() {
            return new Within(form, form.counted(count + 1), Utf8State.WHOLE, then);
        }

        /** Half a character would be no text. */
        private boolean beginsSurrogate(int b) {
            return digits == 2 && (first == 'd' || first == 'D') && !(b >= '0' && b <= '7');
        }

        private static boolean isHex(int b) {
            return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'f') || (b >= 'A' && b <= 'F');
        }

        @Override
        public String closing() {
            return (digits == 0 ? "n" : "0".repeat(5 - digits)) + whole().closing();
        }
    }
}
