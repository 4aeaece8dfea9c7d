package dev.nearside.comparison;

import dev.nearside.comparison.Checker.Expected;
import dev.nearside.comparison.Checker.JsonWith;
import dev.nearside.comparison.Checker.LastNumber;
import dev.nearside.comparison.Checker.Order;
import dev.nearside.comparison.Checker.Says;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonNull;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What contestants are asked.
 *
 * @param id names it
 * @param title for people
 * @param text the question
 * @param checker tells whether an answer is right; null if nobody has said what would be right
 */
public record ComparisonPrompt(
        String id, String title, String text, @Nullable Checker checker) {

    private static final String OWN = "own";
    private static final int PART = 110;
    private static final String BREAK = " … ";
    private static final String REPORT =
            "The reading room opens at nine. On Fridays it closes at four, on all other days at"
                    + " eight. Bags stay in the lockers by the stairs. Laptops are welcome, pens are not: pencils lie on every desk."
                    + " Who wants to see a map asks at the counter a day before, and maps are shown between ten and noon.";

    /**
     * Questions with one right answer each, short and long, from what small models can do to what they usually cannot.
     * None is of a known test set, whose answers models may have learnt.
     */
    public static final List<ComparisonPrompt> BUILT_IN = List.of(
            checked(
                    "capital",
                    "A fact",
                    "What is the capital of Portugal? Answer with one word.",
                    Says.of("lisbon", "lisboa")),
            checked("sum", "A sum", "What is 17 + 26? Answer with the number only.", new LastNumber(43)),
            checked(
                    "story",
                    "A sum in words",
                    "Mira buys 3 boxes of 12 pencils and gives 7 pencils away. How many has she left? End with the number.",
                    new LastNumber(29)),
            checked(
                    "mood",
                    "A judgement",
                    "Is this review positive or negative? “The kettle leaked on its second day, and nobody answered my"
                            + " letters.” Answer with one word.",
                    Says.of("negative").butNot("positive")),
            checked(
                    "order",
                    "Sorting",
                    "Sort these words by the alphabet, with commas between them: plum, cherry, apple, melon.",
                    new Order(List.of("apple", "cherry", "melon", "plum"))),
            checked(
                    "translation",
                    "Translation",
                    "Translate into German: Good morning. Answer with the translation only.",
                    Says.of("guten morgen")),
            checked(
                    "extract",
                    "Data out of a text",
                    "“Room 214 is booked for Nadia Brandt on Tuesday.” Write this as JSON with the members room (a number)"
                            + " and day (a text), and nothing else.",
                    new JsonWith(Map.of("room", "214", "day", "Tuesday"))),
            checked(
                    "reading",
                    "Reading, short",
                    REPORT + "\n\nWhen does the reading room close on Fridays? Answer with the hour only.",
                    Says.of("four", "4", "4:00", "16", "4pm").butNot("eight")),
            checked(
                    "reading-long",
                    "Reading, long",
                    longReport() + "\n\nWhat is the code word of the third floor? Answer with one word.",
                    Says.of("walnut").butNot("maple", "cedar", "birch")),
            checked(
                    "logic",
                    "Logic",
                    "Ada is older than Ben. Ben is older than Cem. Who is the youngest? Answer with the name only.",
                    Says.of("cem").butNot("ada", "ben")),
            checked(
                    "code",
                    "Code",
                    "What does this print? `print(sum(n for n in range(6) if n % 2 == 0))` Answer with the number only.",
                    new LastNumber(6)),
            checked(
                    "letters",
                    "Letters",
                    "How many letters has the word “lantern”? Answer with the number only.",
                    new LastNumber(7)));

    private static ComparisonPrompt checked(String id, String title, String text, Checker checker) {
        return new ComparisonPrompt(id, title, text, checker);
    }

    /**
     * A question of a person's own.
     *
     * @param id begins with {@code own}
     * @param expected the right answer, or several with {@code |} between them; blank if there is none
     */
    public static ComparisonPrompt own(String id, String title, String text, String expected) {
        String right = expected.replace('|', ' ').isBlank() ? "" : expected.strip();
        return new ComparisonPrompt(id, title, text, right.isEmpty() ? null : new Expected(right));
    }

    /** The same question as it is checked today, if it is built in; else as it was asked. */
    static ComparisonPrompt read(JsonCursor json) {
        String id = json.field("id").asString();
        String text = json.field("text").asString();
        for (ComparisonPrompt one : BUILT_IN) {
            if (one.id.equals(id) && one.text.equals(text)) {
                return one;
            }
        }
        String expected = json.optional("expected").map(JsonCursor::asString).orElse("");
        return own(id, json.field("title").asString(), text, id.startsWith(OWN) ? expected : "");
    }

    JsonObject toJson() {
        return JsonObject.builder()
                .put("id", id)
                .put("title", title)
                .put("text", text)
                .put("checkable", checker != null)
                .put("expected", checker == null ? JsonNull.NULL : new JsonString(expected()))
                .build();
    }

    /** What would be right, for people; empty if nobody has said. */
    public String expected() {
        return checker == null ? "" : checker.describe();
    }

    /** What can be said of an answer to it. */
    public Verdict verdict(Measure measure) {
        if (!measure.isAnswered()) {
            return Verdict.FAILED;
        }
        Optional<Boolean> right = isRight(measure);
        if (right.isEmpty()) {
            return Verdict.UNCHECKED;
        }
        return right.get() ? Verdict.RIGHT : measure.tokens().cutOff() ? Verdict.CUT_OFF : Verdict.WRONG;
    }

    /** Whether an answer is right; empty if that cannot be told. */
    public Optional<Boolean> isRight(String answer) {
        return Optional.ofNullable(checker).map(known -> known.isRight(answer));
    }

    /**
     * Whether what was measured is a right answer; empty if that cannot be told. What failed is not, and neither is what was
     * cut off before its end where it is the end that counts.
     */
    public Optional<Boolean> isRight(Measure measure) {
        return Optional.ofNullable(checker)
                .map(known -> measure.isAnswered()
                        && !(measure.tokens().cutOff() && known.looksAtTheEnd())
                        && known.isRight(measure.text()));
    }

    /** The question, of a long one its beginning and its end. */
    public String brief() {
        if (text.length() <= 2 * PART + BREAK.length()) {
            return text;
        }
        int end = text.lastIndexOf(' ', PART);
        int begin = text.indexOf(' ', text.length() - PART);
        return text.substring(0, end < 0 ? PART : end)
                + BREAK
                + text.substring(begin < 0 ? text.length() - PART : begin + 1);
    }

    /** Some 500 tokens, so that reading takes its time. */
    private static String longReport() {
        String[] words = {"maple", "cedar", "walnut", "birch"};
        StringBuilder text = new StringBuilder();
        for (int floor = 0; floor < words.length; floor++) {
            text.append("Floor ")
                    .append(floor + 1)
                    .append(". ")
                    .append(REPORT)
                    .append(" The code word of this floor is ")
                    .append(words[floor])
                    .append(". ");
        }
        return text.toString().strip();
    }
}
