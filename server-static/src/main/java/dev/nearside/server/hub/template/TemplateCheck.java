package dev.nearside.server.hub.template;

import dev.nearside.chat.ChatMessage;
import dev.nearside.chat.ChatTemplate;
import dev.nearside.chat.Role;
import dev.nearside.error.InvalidInput;
import java.util.List;

/** Renders conversations with the model's own program and with the compiled segments, and compares the texts. */
final class TemplateCheck {
    private static final ChatMessage SYSTEM =
            ChatMessage.system("Answer in French.\nBe {{ brief }}, 'quoted' & \"quoted\".");
    private static final ChatMessage QUESTION = ChatMessage.user("Größe? 🙂\n\n\tif (a < b && c > d) { }");
    private static final ChatMessage ANSWER = ChatMessage.assistant("```java\nint x = 1; // {% raw %}\n```");
    private static final ChatMessage FOLLOW_UP = ChatMessage.user("ok");
    private static final ChatMessage SECOND = ChatMessage.assistant("1, 2 and \\n 3");
    private static final ChatMessage LAST = ChatMessage.user("What is 7 × 6?");

    private static final List<List<ChatMessage>> CONVERSATIONS = List.of(
            List.of(QUESTION),
            List.of(SYSTEM, QUESTION),
            List.of(QUESTION, ANSWER, FOLLOW_UP),
            List.of(SYSTEM, FOLLOW_UP, SECOND, QUESTION),
            List.of(SYSTEM, QUESTION, ANSWER, FOLLOW_UP, SECOND, LAST),
            List.of(FOLLOW_UP, SECOND, QUESTION, ANSWER, LAST, ANSWER, QUESTION));

    private TemplateCheck() {}

    /**
     * Compares.
     *
     * @throws InvalidInput if a text differs; the message shows where
     */
    static void compare(ChatTemplate template, JinjaTemplate program) {
        for (List<ChatMessage> messages : CONVERSATIONS) {
            String expected;
            try {
                expected = program.render(messages, true);
            } catch (InvalidInput e) {
                if (messages.get(0).role() == Role.SYSTEM) {
                    // Such a template has no place for system messages; there is nothing to compare with.
                    continue;
                }
                throw e;
            }
            String actual = template.render(messages);
            if (!actual.equals(expected)) {
                throw new InvalidInput(difference(expected, actual));
            }
        }
    }

    private static String difference(String expected, String actual) {
        int at = 0;
        while (at < Math.min(expected.length(), actual.length()) && expected.charAt(at) == actual.charAt(at)) {
            at++;
        }
        return "its text depends on more than roles and contents: '" + around(expected, at) + "' is not '"
                + around(actual, at) + "'";
    }

    private static String around(String text, int at) {
        String part = text.substring(Math.max(0, at - 10), Math.min(text.length(), at + 20));
        return part.replace("\n", "\\n");
    }
}
