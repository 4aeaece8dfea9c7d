package dev.nearside.generation;

import dev.nearside.catalog.GenerationSpec;
import dev.nearside.chat.ChatListener;
import dev.nearside.chat.ChatOptions;
import dev.nearside.chat.ChatResult;
import dev.nearside.chat.Sampling;
import dev.nearside.tensor.ElementType;
import dev.nearside.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Answers of toy models, and what they must be. */
final class ToyAnswers {
    static final GenerationSpec SPEC = new GenerationSpec(
            GenerationSpec.DECODER,
            ToySession.LAYERS,
            ToySession.HEADS,
            ToySession.SIZE,
            ToyTokenizer.SIZE,
            1024,
            List.of(ToyTokenizer.END),
            null,
            ElementType.FLOAT32);

    static final Tokenizer TOKENIZER = ToyTokenizer.create();
    static final int[] PROMPT = TOKENIZER.encode("hello world", false).copyIds();

    private ToyAnswers() {}

    static ChatResult say(ChatOptions options, String answer, int... more) {
        return say(options, answer, ChatListener.NONE, more);
    }

    static ChatResult say(ChatOptions options, String answer, ChatListener listener, int... more) {
        int[] ids = TOKENIZER.encode(answer, false).copyIds();
        int[] all = Arrays.copyOf(ids, ids.length + more.length);
        System.arraycopy(more, 0, all, ids.length, more.length);
        ToySession session = new ToySession(ToySession.Kind.IN_PLACE, ToyModel.saying(PROMPT.length, all));
        return generator(session).generate(PROMPT, options, listener);
    }

    static TextGenerator generator(ToySession session) {
        return new TextGenerator(session, TOKENIZER, SPEC, GeneratorSettings.USUAL);
    }

    static ChatOptions greedy(int maxTokens) {
        return ChatOptions.of(Sampling.GREEDY, maxTokens);
    }

    static int[] randomPrompt(Random random, int length) {
        return random.ints(length, 0, 256).toArray();
    }

    /** The answer by its definition: all tokens anew for each token. */
    static String plainGreedy(ToyModel model, int[] prompt, int count) {
        int[] history = prompt;
        float[] logits = new float[ToyTokenizer.SIZE];
        List<Integer> answer = new ArrayList<>();
        while (answer.size() < count) {
            model.logits(history, logits);
            int best = 0;
            for (int i = 1; i < logits.length; i++) {
                best = logits[i] > logits[best] ? i : best;
            }
            if (best == ToyTokenizer.END) {
                break;
            }
            answer.add(best);
            history = Arrays.copyOf(history, history.length + 1);
            history[history.length - 1] = best;
        }
        String text = TOKENIZER.decode(answer.stream().mapToInt(i -> i).toArray(), true);
        return withoutHalfCharacters(text);
    }

    static String text(ChatResult result) {
        return withoutHalfCharacters(result.choices().get(0).content());
    }

    static String withoutHalfCharacters(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\uFFFD') {
            end--;
        }
        return text.substring(0, end);
    }
}
