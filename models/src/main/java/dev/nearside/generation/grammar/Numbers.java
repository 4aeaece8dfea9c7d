package dev.nearside.generation.grammar;

import java.util.List;

/** Numbers of at most so many digits that any program can read them. */
final class Numbers implements Form {
    private static final int MOST_DIGITS = 15;
    private static final int MOST_EXPONENT_DIGITS = 2;

    private final boolean integer;

    /** @param integer whether fraction and exponent are left out */
    Numbers(boolean integer) {
        this.integer = integer;
    }

    @Override
    public void begin(int b, Position then, List<Position> out) {
        new Within(this, Part.START, 0, then).next(b, out);
    }

    @Override
    public String shortest(List<Form> open) {
        return "0";
    }

    /** What was written last. */
    private enum Part {
        START,
        MINUS,
        ZERO,
        DIGITS,
        POINT,
        FRACTION,
        EXPONENT,
        EXPONENT_SIGN,
        EXPONENT_DIGITS
    }

    /** @param digits how many digits this part has */
    private record Within(Numbers form, Part part, int digits, Position then) implements Position {
        @Override
        public void next(int b, List<Position> out) {
            if (b >= '0' && b <= '9') {
                digit(b, out);
            } else if (b == '-' && part == Part.START) {
                out.add(new Within(form, Part.MINUS, 0, then));
            } else if (b == '.' && !form.integer && (part == Part.ZERO || part == Part.DIGITS)) {
                out.add(new Within(form, Part.POINT, 0, then));
            } else if ((b == 'e' || b == 'E') && !form.integer && isWhole() && part != Part.EXPONENT_DIGITS) {
                out.add(new Within(form, Part.EXPONENT, 0, then));
            } else if ((b == '-' || b == '+') && part == Part.EXPONENT) {
                out.add(new Within(form, Part.EXPONENT_SIGN, 0, then));
            } else if (isWhole()) {
                then.next(b, out);
            }
        }

        private void digit(int b, List<Position> out) {
            switch (part) {
                case START, MINUS -> out.add(new Within(form, b == '0' ? Part.ZERO : Part.DIGITS, 1, then));
                case DIGITS -> more(Part.DIGITS, MOST_DIGITS, out);
                case POINT, FRACTION -> more(Part.FRACTION, MOST_DIGITS, out);
                case EXPONENT, EXPONENT_SIGN, EXPONENT_DIGITS -> more(Part.EXPONENT_DIGITS, MOST_EXPONENT_DIGITS, out);
                case ZERO -> {
                    // No digit follows a zero at the front.
                }
            }
        }

        private void more(Part to, int most, List<Position> out) {
            if (digits < most) {
                out.add(new Within(form, to, digits + 1, then));
            }
        }

        private boolean isWhole() {
            return part == Part.ZERO || part == Part.DIGITS || part == Part.FRACTION || part == Part.EXPONENT_DIGITS;
        }

        @Override
        public boolean mayEnd() {
            return isWhole() && then.mayEnd();
        }

        @Override
        public String closing() {
            return (isWhole() ? "" : "0") + then.closing();
        }
    }
}
