package dev.nearside.routing;

import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import dev.nearside.routing.text.Fences;
import dev.nearside.routing.text.Words;
import java.util.List;

/**
 * A kind of request, and by what its last message of the user is known, surest first.
 *
 * @param name for example {@code code}; {@code auto:code} asks for it by name
 * @param prefixes what a client puts before its own requests, for example Open WebUI's {@code ### Task:}
 * @param fences whether fenced code is a sign of it
 * @param words words or phrases that are a sign of it, on word borders
 * @param examples what people asked; something alike is of the task, where an embedding model is loaded
 * @param similarity how alike at least, the cosine of the embeddings: above 0 to 1
 */
public record Task(
        String name, List<String> prefixes, boolean fences, Words words, List<String> examples, double similarity) {
    private static final double DEFAULT_SIMILARITY = 0.6;

    /** Code: fenced, or asked for in words that are seldom about anything else. */
    public static final Task CODE = new Task(
            "code",
            List.of(),
            true,
            Words.of(List.of(
                    "code",
                    "coding",
                    "source code",
                    "refactor",
                    "compile",
                    "compiler",
                    "debug",
                    "debugger",
                    "stack trace",
                    "unit test",
                    "unit tests",
                    "regex",
                    "regular expression",
                    "sql",
                    "java",
                    "javascript",
                    "typescript",
                    "python",
                    "c++",
                    "c#",
                    "rust",
                    "golang",
                    "kotlin",
                    "html",
                    "css",
                    "bash",
                    "powershell")),
            List.of(),
            DEFAULT_SIMILARITY);

    /** What a client asks on its own account: titles, tags, follow-ups. */
    public static final Task HOUSEKEEPING =
            new Task("housekeeping", List.of("### Task:"), false, Words.NONE, List.of(), DEFAULT_SIMILARITY);

    public Task {
        prefixes = List.copyOf(prefixes);
        examples = List.copyOf(examples);
    }

    boolean hasPrefixOf(String text) {
        String start = text.stripLeading();
        return prefixes.stream().anyMatch(start::startsWith);
    }

    boolean showsIn(String text) {
        return (fences && Fences.areIn(text)) || words.areIn(text);
    }

    /**
     * Reads one of the rules' {@code tasks}.
     *
     * @throws dev.nearside.error.InvalidInput if it is none; the message starts with the path
     */
    public static Task read(JsonCursor json) {
        Members members = Members.of(json, "name", "prefixes", "fences", "words", "examples", "similarity");
        String name = json.field("name").asString();
        if (!isName(name)) {
            throw json.field("name").error("must be of lower-case letters, digits and hyphens, and not 'private'");
        }
        double similarity = members.amount("similarity", DEFAULT_SIMILARITY);
        if (!(similarity > 0 && similarity <= 1)) {
            throw json.field("similarity").error("must be above 0, and 1 at most");
        }
        Task task = new Task(
                name,
                members.strings("prefixes"),
                members.flag("fences"),
                members.get("words").map(Words::read).orElse(Words.NONE),
                members.strings("examples"),
                similarity);
        for (String text : task.prefixes) {
            requireText(json.field("prefixes"), text);
        }
        for (String text : task.examples) {
            requireText(json.field("examples"), text);
        }
        return task;
    }

    private static void requireText(JsonCursor json, String text) {
        if (text.isBlank()) {
            throw json.error("holds a blank text");
        }
    }

    /** What can stand behind {@code auto:}. */
    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') {
                return false;
            }
        }
        return !name.isEmpty() && !name.equals(VirtualModel.PRIVATE);
    }

    /** As {@link #read} takes it. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("name", name)
                .put("prefixes", JsonArray.ofStrings(prefixes))
                .put("fences", fences)
                .put("words", JsonArray.ofStrings(words.words()))
                .put("examples", JsonArray.ofStrings(examples))
                .put("similarity", similarity)
                .build();
    }
}
