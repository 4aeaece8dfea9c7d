package dev.nearside.conformance;

import dev.nearside.e2e.JvmLlama;
import java.util.Map;

/** What the tests of all clients ask: of a model that talks nonsense, the same nonsense to the same seed. */
final class ChatFixture {
    static final String MODEL = JvmLlama.MODEL;
    static final String QUESTION = "Hello! What is the capital of France?";
    static final int TOKENS = 24;

    /** Neither of the tokens that end an answer may come. */
    static final Map<String, Integer> ENDLESS = Map.of("0", -100, "2", -100);

    /** A request as JSON. */
    static final String REQUEST = """
            {"model":"%s","messages":[{"role":"user","content":"%s"}],"temperature":1,"seed":3,"max_completion_tokens":%d,
             "logit_bias":{"0":-100,"2":-100}}""".formatted(MODEL, QUESTION, TOKENS);

    /** More tokens than a connection can hold back, each of them a chunk: who leaves early finds the server at it. */
    static final int CHOICES = 16;

    static final int LONG = 400;

    private ChatFixture() {}

    /** Where an answer shall stop: a piece of it that it does not begin with. */
    static String stopOf(String text) {
        for (int from = text.length() / 2; from + 4 < text.length(); from++) {
            boolean whole =
                    !Character.isLowSurrogate(text.charAt(from)) && !Character.isHighSurrogate(text.charAt(from + 3));
            String stop = text.substring(from, from + 4);
            if (whole && text.indexOf(stop) > 0) {
                return stop;
            }
        }
        throw new AssertionError("no piece to stop at in '" + text + "'");
    }
}
