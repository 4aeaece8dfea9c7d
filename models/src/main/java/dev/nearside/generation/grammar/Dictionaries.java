package dev.nearside.generation.grammar;

import java.util.ArrayList;
import java.util.List;

/** Objects with members of any name, no name twice, all values of one form. */
final class Dictionaries implements Form {
    private static final int LONGEST_NAME = 64;

    private final Form values;

    Dictionaries(Form values) {
        this.values = values;
    }

    @Override
    public void begin(int b, Position then, List<Position> out) {
        if (b == '{') {
            out.add(Gap.before(new Within(this, List.of(), Place.OPENED, then)));
        }
    }

    @Override
    public String shortest(List<Form> open) {
        return "{}";
    }

    /** @param names the names so far, a character for each byte */
    private record Within(Dictionaries form, List<String> names, Place place, Position then) implements Position {
        @Override
        public void next(int b, List<Position> out) {
            if (b == '}' && place != Place.AFTER_COMMA) {
                out.add(then);
            } else if (b == '"' && place != Place.CONTINUED) {
                out.add(new Name(form, names, "", Utf8State.WHOLE, then));
            } else if (b == ',' && place == Place.CONTINUED) {
                out.add(Gap.before(new Within(form, names, Place.AFTER_COMMA, then)));
            }
        }

        @Override
        public String closing() {
            String member = place == Place.AFTER_COMMA
                    ? '"' + new Name(form, names, "", Utf8State.WHOLE, then).closing()
                    : "}" + then.closing();
            return member;
        }
    }

    /**
     * Within a name; it has no escapes, so that equal names are equal bytes.
     *
     * @param written its bytes so far, a character for each
     */
    private record Name(Dictionaries form, List<String> names, String written, int utf8, Position then)
            implements Position {
        @Override
        public void next(int b, List<Position> out) {
            if (utf8 == Utf8State.WHOLE && b == '"') {
                if (!names.contains(written)) {
                    out.add(Gap.before(new Colon(form.values, after())));
                }
                return;
            }
            int state = Utf8State.next(utf8, b);
            boolean fits = written.length() < LONGEST_NAME || utf8 != Utf8State.WHOLE;
            if (b >= 0x20 && b != '\\' && fits && state != Utf8State.BROKEN) {
                out.add(new Name(form, names, written + (char) b, state, then));
            }
        }

        private Position after() {
            List<String> all = new ArrayList<>(names);
            all.add(written);
            return Gap.before(new Within(form, List.copyOf(all), Place.CONTINUED, then));
        }

        /** A character that is not whole will not be shown, and the name before it may stand there already. */
        @Override
        public String closing() {
            StringBuilder rest = new StringBuilder();
            String shown = shown();
            while (names.contains(shown + rest)) {
                rest.append('_');
            }
            return rest + "\":" + form.values.shortest() + "}" + then.closing();
        }

        private String shown() {
            int end = written.length();
            if (utf8 != Utf8State.WHOLE) {
                end--;
                while ((written.charAt(end) & 0xC0) == 0x80) {
                    end--;
                }
            }
            return written.substring(0, end);
        }
    }
}
