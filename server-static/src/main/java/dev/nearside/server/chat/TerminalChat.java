package dev.nearside.server.chat;

import dev.nearside.chat.ChatBackend;
import dev.nearside.chat.ChatDelta;
import dev.nearside.chat.ChatListener;
import dev.nearside.chat.ChatMessage;
import dev.nearside.chat.ChatOptions;
import dev.nearside.chat.ChatRequest;
import dev.nearside.chat.ChatResult;
import dev.nearside.error.Cancelled;
import dev.nearside.error.ContextLengthExceeded;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/** A conversation in a terminal: what is typed goes to the model, and its answer is printed as it comes. */
public final class TerminalChat {
    private static final String HELP = """
            /clear  forget the conversation
            /help   this
            /exit   leave, as the end of input does
            Ctrl-C stops an answer.""";

    private final ChatBackend backend;
    private final ChatOptions options;
    private final List<ChatMessage> instructions;
    private final PrintWriter out;
    private final PrintWriter err;
    private final List<ChatMessage> conversation = new ArrayList<>();
    private final AtomicBoolean answering = new AtomicBoolean();
    private final AtomicBoolean stopped = new AtomicBoolean();

    /**
     * A conversation that begins with these instructions.
     *
     * @param instructions system messages; often none
     * @param out for answers alone
     * @param err for prompts, help and the line of speeds
     */
    public TerminalChat(
            ChatBackend backend,
            ChatOptions options,
            List<ChatMessage> instructions,
            PrintWriter out,
            PrintWriter err) {
        this.backend = backend;
        this.options = options;
        this.instructions = List.copyOf(instructions);
        this.out = out;
        this.err = err;
        this.conversation.addAll(instructions);
    }

    /** Reads lines and answers them until {@code /exit} or the end of input. */
    public void converse(BufferedReader in) throws IOException {
        say(backend.model() + " – /help for help, /exit to leave");
        while (true) {
            err.print("> ");
            err.flush();
            String line = in.readLine();
            if (line == null || line.strip().equals("/exit")) {
                return;
            }
            switch (line.strip()) {
                case "" -> {
                    // Nothing was asked.
                }
                case "/help" -> say(HELP);
                case "/clear" -> {
                    conversation.clear();
                    conversation.addAll(instructions);
                    say("forgotten");
                }
                default -> turn(line);
            }
        }
    }

    /** Answers one prompt; the conversation goes on with it. */
    public void turn(String prompt) {
        conversation.add(ChatMessage.user(prompt));
        StringBuilder answer = new StringBuilder();
        stopped.set(false);
        answering.set(true);
        try {
            ChatRequest request = new ChatRequest(backend.model(), conversation, options, true, false);
            ChatResult result = backend.chat(request, new Printing(answer));
            out.println();
            out.flush();
            say(speeds(result));
        } catch (Cancelled e) {
            out.println();
            out.flush();
            say("stopped");
        } catch (ContextLengthExceeded e) {
            conversation.remove(conversation.size() - 1);
            say(e.getMessage() + " (/clear forgets the conversation)");
            return;
        } finally {
            answering.set(false);
        }
        conversation.add(ChatMessage.assistant(answer.toString()));
    }

    /**
     * Stops the answer under way within one token.
     *
     * @return whether there was one
     */
    public boolean stop() {
        stopped.set(true);
        return answering.get();
    }

    private static String speeds(ChatResult result) {
        return String.format(
                Locale.ROOT,
                "[%d tokens, %s; first after %.2f s; prefill %d tokens at %.0f/s, %d cached; decode %.1f/s]",
                result.usage().completionTokens(),
                result.choices().get(0).finishReason().label(),
                result.timings().firstTokenNanos() / 1e9,
                result.timings().prefillTokens(),
                result.timings().prefillTokensPerSecond(),
                result.usage().cachedTokens(),
                result.timings().decodeTokensPerSecond());
    }

    private void say(String text) {
        err.println(text);
        err.flush();
    }

    private final class Printing implements ChatListener {
        private final StringBuilder answer;

        Printing(StringBuilder answer) {
            this.answer = answer;
        }

        @Override
        public void onDelta(ChatDelta delta) {
            answer.append(delta.text());
            out.print(delta.text());
            out.flush();
        }

        @Override
        public boolean isCancelled() {
            return stopped.get();
        }
    }
}
