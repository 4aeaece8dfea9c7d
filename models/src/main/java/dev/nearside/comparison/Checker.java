package dev.nearside.comparison;

import dev.nearside.error.InvalidInput;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonNumber;
import dev.nearside.json.JsonString;
import dev.nearside.json.JsonValue;
import dev.nearside.routing.text.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells whether an answer is right, as far as that can be told from its text. */
public sealed interface Checker {

    /** Whether this is a right answer. */
    boolean isRight(String answer);

    /** Whether it looks at how an answer ends, so that nothing can be said of one that was cut off. */
    default boolean looksAtTheEnd() {
        return false;
    }

    /** What would be right, for people. */
    String describe();

    /**
     * What a person expects: a whole number is to be the last number, of anything else it is to stand in the answer, in whole
     * words and whatever their case. Between several, of which each is right, stands {@code |}.
     */
    record Expected(String answer) implements Checker {
        private static final int MOST_DIGITS = 18;

        /** @throws IllegalArgumentException if there is no answer in it */
        public Expected {
            if (answers(answer).isEmpty()) {
                throw new IllegalArgumentException("an expected answer must not be blank");
            }
        }

        @Override
        public boolean isRight(String said) {
            for (String one : answers(answer)) {
                Checker checker = isNumber(one)
                        ? new LastNumber(Long.parseLong(one))
                        : new Says(Words.of(List.of(one)), Words.NONE);
                if (checker.isRight(said)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean looksAtTheEnd() {
            return answers(answer).stream().anyMatch(Expected::isNumber);
        }

        @Override
        public String describe() {
            return answer;
        }

        private static List<String> answers(String answer) {
            List<String> answers = new ArrayList<>();
            int from = 0;
            while (from <= answer.length()) {
                int bar = answer.indexOf('|', from);
                int to = bar < 0 ? answer.length() : bar;
                String one = answer.substring(from, to).strip();
                if (!one.isEmpty()) {
                    answers.add(one);
                }
                from = to + 1;
            }
            return answers;
        }

        /** As {@link LastNumber} writes them: no sign, no leading zero. */
        private static boolean isNumber(String text) {
            boolean digits = text.length() <= MOST_DIGITS && (text.charAt(0) != '0' || text.length() == 1);
            for (int i = 0; i < text.length(); i++) {
                digits &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
            }
            return digits;
        }
    }

    /** One of these words stands in it, and none of the others. */
    record Says(Words right, Words wrong) implements Checker {
        static Says of(String... words) {
            return new Says(Words.of(List.of(words)), Words.NONE);
        }

        Says butNot(String... words) {
            return new Says(right, Words.of(List.of(words)));
        }

        @Override
        public boolean isRight(String answer) {
            return right.areIn(answer) && !wrong.areIn(answer);
        }

        @Override
        public String describe() {
            return String.join(" or ", right.words())
                    + (wrong.words().isEmpty() ? "" : ", and not " + String.join(" or ", wrong.words()));
        }
    }

    /** The last number in it is this one: who calculates aloud comes to the result at the end. */
    record LastNumber(long number) implements Checker {
        @Override
        public boolean isRight(String answer) {
            List<String> numbers = numbersIn(answer);
            return !numbers.isEmpty() && numbers.get(numbers.size() - 1).equals(String.valueOf(number));
        }

        @Override
        public boolean looksAtTheEnd() {
            return true;
        }

        @Override
        public String describe() {
            return String.valueOf(number);
        }

        private static List<String> numbersIn(String answer) {
            List<String> numbers = new ArrayList<>();
            StringBuilder digits = new StringBuilder();
            for (int i = 0; i <= answer.length(); i++) {
                char c = i < answer.length() ? answer.charAt(i) : ' ';
                boolean groups = c == ',' && !digits.isEmpty() && isDigit(answer, i + 1);
                boolean fraction = c == '.' && !digits.isEmpty() && isDigit(answer, i + 1);
                if ((c >= '0' && c <= '9') || fraction) {
                    digits.append(c);
                } else if (!groups && !digits.isEmpty()) {
                    numbers.add(digits.toString());
                    digits.setLength(0);
                }
            }
            return numbers;
        }

        private static boolean isDigit(String text, int at) {
            return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
        }
    }

    /** These words stand in it in this order. */
    record Order(List<String> words) implements Checker {
        public Order {
            words = List.copyOf(words);
        }

        @Override
        public boolean isRight(String answer) {
            String text = answer.toLowerCase(Locale.ROOT);
            int at = 0;
            for (String word : words) {
                at = text.indexOf(word, at);
                if (at < 0) {
                    return false;
                }
                at += word.length();
            }
            return true;
        }

        @Override
        public String describe() {
            return String.join(", ", words);
        }
    }

    /** It is one JSON object, in a fence or not, with these members as texts or numbers. */
    record JsonWith(Map<String, String> members) implements Checker {
        public JsonWith {
            members = Map.copyOf(members);
        }

        @Override
        public boolean isRight(String answer) {
            int from = answer.indexOf('{');
            int to = answer.lastIndexOf('}');
            if (from < 0 || to < from) {
                return false;
            }
            try {
                JsonCursor json = Json.read(answer.substring(from, to + 1));
                return members.entrySet().stream().allMatch(member -> json.optional(member.getKey())
                        .map(value -> text(value.value()).equalsIgnoreCase(member.getValue()))
                        .orElse(false));
            } catch (InvalidInput e) {
                // No JSON, so not right.
                return false;
            }
        }

        @Override
        public String describe() {
            List<String> each = new ArrayList<>();
            members.forEach((name, value) -> each.add(name + " " + value));
            // A map that cannot be changed has no order that stays.
            Collections.sort(each);
            return "JSON with " + String.join(" and ", each);
        }

        private static String text(JsonValue value) {
            if (value instanceof JsonString string) {
                return string.value().strip();
            }
            return value instanceof JsonNumber number ? number.text() : "";
        }
    }
}
