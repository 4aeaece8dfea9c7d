package dev.nearside.comparison;

import dev.nearside.error.InvalidInput;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonNumber;
import dev.nearside.json.JsonString;
import dev.nearside.json.JsonValue;
import dev.nearside.routing.text.Words;
import java.util.ArrayList;
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

        private static String text(JsonValue value) {
            if (value instanceof JsonString string) {
                return string.value().strip();
            }
            return value instanceof JsonNumber number ? number.text() : "";
        }
    }
}
