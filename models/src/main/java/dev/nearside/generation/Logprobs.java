package dev.nearside.generation;

import dev.nearside.chat.TokenLogprob;
import dev.nearside.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/** Log-probabilities of tokens by the model's own logits. */
final class Logprobs {
    private final Tokenizer tokenizer;
    private final int top;
    private final long[] keys;

    Logprobs(Tokenizer tokenizer, int top) {
        this.tokenizer = tokenizer;
        this.top = top;
        this.keys = new long[256];
    }

    TokenLogprob of(int token, float[] logits) {
        double logSum = Logits.logSumOfExp(logits);
        List<TokenLogprob> likeliest = new ArrayList<>();
        int count = top == 0 ? 0 : Logits.largest(logits, Float.NEGATIVE_INFINITY, top, keys);
        for (int i = count - 1; i >= 0; i--) {
            int other = Logits.id(keys[i]);
            likeliest.add(new TokenLogprob(text(other), logits[other] - logSum, List.of()));
        }
        return new TokenLogprob(text(token), logits[token] - logSum, likeliest);
    }

    private String text(int token) {
        return tokenizer.decode(new int[] {token}, false);
    }
}
