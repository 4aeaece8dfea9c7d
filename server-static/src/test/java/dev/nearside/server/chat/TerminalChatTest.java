package dev.nearside.server.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.chat.ChatBackend;
import dev.nearside.chat.ChatChoice;
import dev.nearside.chat.ChatDelta;
import dev.nearside.chat.ChatListener;
import dev.nearside.chat.ChatMessage;
import dev.nearside.chat.ChatOptions;
import dev.nearside.chat.ChatRequest;
import dev.nearside.chat.ChatResult;
import dev.nearside.chat.FinishReason;
import dev.nearside.chat.Timings;
import dev.nearside.chat.Usage;
import dev.nearside.error.Cancelled;
import dev.nearside.error.ContextLengthExceeded;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalChatTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<ChatRequest> requests = new ArrayList<>();

    @Test
    void answersAreStreamedAndTheConversationGoesOn() throws Exception {
        TerminalChat chat = chat(this::echo);

        chat.converse(lines("one", "", "two", "/exit", "three"));

        assertThat(out).hasToString("You said one" + System.lineSeparator() + "You said two" + System.lineSeparator());
        assertThat(requests.get(1).messages())
                .containsExactly(
                        ChatMessage.system("Be kind."),
                        ChatMessage.user("one"),
                        ChatMessage.assistant("You said one"),
                        ChatMessage.user("two"));
        assertThat(err.toString())
                .contains("[3 tokens, stop; first after 0.50 s; prefill 10 tokens at 20/s, 2 cached; decode 25.0/s]");
    }

    @Test
    void theConversationCanBeForgotten() throws Exception {
        TerminalChat chat = chat(this::echo);

        chat.converse(lines("one", "/clear", "two"));

        assertThat(requests.get(1).messages()).containsExactly(ChatMessage.system("Be kind."), ChatMessage.user("two"));
    }

    @Test
    void helpSaysWhatThereIs() throws Exception {
        chat(this::echo).converse(lines("/help"));

        assertThat(err.toString()).contains("/clear", "/exit", "Ctrl-C");
    }

    @Test
    void anAnswerIsStoppedAndWhatCameStaysInTheConversation() throws Exception {
        List<TerminalChat> self = new ArrayList<>();
        TerminalChat chat = chat((request, listener) -> {
            listener.onDelta(new ChatDelta(0, "Once", null, null));
            if (request.messages().size() == 2) {
                assertThat(self.get(0).stop()).isTrue();
                assertThat(listener.isCancelled()).isTrue();
                throw new Cancelled("stopped");
            }
            return result("Once");
        });
        self.add(chat);

        chat.converse(lines("tell", "again"));

        assertThat(requests.get(1).messages()).contains(ChatMessage.assistant("Once"));
        assertThat(err.toString()).contains("stopped");
        assertThat(chat.stop()).as("nothing is being answered").isFalse();
    }

    @Test
    void aTurnThatDoesNotFitIsTakenBack() throws Exception {
        TerminalChat chat = chat((request, listener) -> {
            throw new ContextLengthExceeded("too long");
        });

        chat.converse(lines("one", "two"));

        assertThat(requests.get(1).messages()).containsExactly(ChatMessage.system("Be kind."), ChatMessage.user("two"));
        assertThat(err.toString()).contains("too long (/clear forgets the conversation)");
    }

    private interface Answer {
        ChatResult to(ChatRequest request, ChatListener listener);
    }

    private ChatResult echo(ChatRequest request, ChatListener listener) {
        String last = request.messages().get(request.messages().size() - 1).content();
        listener.onDelta(new ChatDelta(0, "You said ", null, null));
        listener.onDelta(new ChatDelta(0, last, null, FinishReason.STOP));
        return result("You said " + last);
    }

    private static ChatResult result(String content) {
        return new ChatResult(
                List.of(new ChatChoice(content, FinishReason.STOP, null)),
                new Usage(12, 2, 3),
                new Timings(10, 500_000_000, 2, 80_000_000, 500_000_000));
    }

    private TerminalChat chat(Answer answer) {
        ChatBackend backend = new ChatBackend() {
            @Override
            public String model() {
                return "toy";
            }

            @Override
            public ChatResult chat(ChatRequest request, ChatListener listener) {
                requests.add(request);
                return answer.to(request, listener);
            }
        };
        return new TerminalChat(
                backend,
                ChatOptions.DEFAULT,
                List.of(ChatMessage.system("Be kind.")),
                new PrintWriter(out),
                new PrintWriter(err));
    }

    private static BufferedReader lines(String... lines) {
        return new BufferedReader(new StringReader(String.join("\n", lines)));
    }
}
