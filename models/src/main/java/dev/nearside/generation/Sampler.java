package dev.nearside.generation;

import dev.nearside.chat.Penalties;
import dev.nearside.chat.Sampling;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chooses the tokens of one answer. */
final class Sampler {
    private final Sampling sampling;
    private final SamplerScratch scratch;
    private final SplitMix random;
    private final @Nullable TokenFilter filter;
    private final boolean changesLogits;

    Sampler(Sampling sampling, SamplerScratch scratch, long seed, @Nullable TokenFilter filter) {
        this.sampling = sampling;
        this.scratch = scratch;
        this.random = new SplitMix(seed);
        this.filter = filter;
        this.changesLogits = !sampling.penalties().equals(Penalties.NONE)
                || !sampling.logitBias().isEmpty();
        scratch.clear();
    }

    /** The tokens of the prompt, which count for the repetition penalty. */
    void readPrompt(int[] prompt) {
        if (sampling.penalties().repetition() != 1) {
            for (int token : prompt) {
                scratch.see(token);
            }
        }
    }

    /** The next token; the logits stay as they are. */
    int next(float[] logits) {
        float[] scores = changesLogits ? changed(logits) : logits;
        int token = choose(scores);
        if (filter != null && !filter.allows(token)) {
            // Choosing again among what is allowed gives each token the probability that it has among them.
            if (scores != scratch.scores) {
                System.arraycopy(scores, 0, scratch.scores, 0, scores.length);
            }
            filter.mask(scratch.scores);
            token = choose(scratch.scores);
        }
        return took(token);
    }

    /** Takes a token that was chosen before, and the random number that it took. */
    int repeat(int token) {
        if (!isGreedy()) {
            double ignored = random.nextDouble();
        }
        return took(token);
    }

    private int took(int token) {
        scratch.see(token);
        scratch.counts[token]++;
        if (filter != null) {
            filter.accept(token);
        }
        return token;
    }

    private boolean isGreedy() {
        return sampling.temperature() == 0 || sampling.topK() == 1 || sampling.topP() == 0;
    }

    /** Whether the answer has the form that it must have, and nothing can follow. */
    boolean isComplete() {
        return filter != null && filter.isComplete();
    }

    private float[] changed(float[] logits) {
        float[] scores = scratch.scores;
        System.arraycopy(logits, 0, scores, 0, logits.length);
        for (Map.Entry<Integer, Double> bias : sampling.logitBias().entrySet()) {
            scores[bias.getKey()] += bias.getValue().floatValue();
        }
        Penalties penalties = sampling.penalties();
        for (int i = 0; i < scratch.touchedCount; i++) {
            int token = scratch.touched[i];
            int count = scratch.counts[token];
            float score = scores[token];
            score = (float) (score > 0 ? score / penalties.repetition() : score * penalties.repetition());
            scores[token] = (float) (score - (count > 0 ? penalties.presence() : 0) - count * penalties.frequency());
        }
        return scores;
    }

    private int choose(float[] scores) {
        int best = Logits.argmax(scores);
        if (isGreedy()) {
            return best;
        }
        boolean all = sampling.topK() == 0 && sampling.topP() == 1 && sampling.minP() == 0;
        return all ? drawFromAll(scores, scores[best]) : drawFromLikeliest(scores, scores[best]);
    }

    private int drawFromAll(float[] scores, float max) {
        double scale = 1 / sampling.temperature();
        double left = random.nextDouble() * Logits.sumOfExp(scores, max, sampling.temperature());
        int token = -1;
        for (int i = 0; i < scores.length; i++) {
            double exponent = (scores[i] - max) * scale;
            if (exponent > -40) {
                token = i;
                left -= Math.exp(exponent);
                if (left < 0) {
                    break;
                }
            }
        }
        return token;
    }

    private int drawFromLikeliest(float[] scores, float max) {
        long[] keys = scratch.keys;
        int most = sampling.topK() == 0 ? scores.length : Math.min(sampling.topK(), scores.length);
        double total = sampling.topK() == 0 ? Logits.sumOfExp(scores, max, sampling.temperature()) : 0;
        int count = Logits.largest(scores, bound(max, total, scores.length), most, keys);
        if (sampling.topK() != 0) {
            for (int i = 0; i < count; i++) {
                total += weight(scores[Logits.id(keys[i])], max);
            }
        }
        int kept = 0;
        double mass = 0;
        while (kept < count && (kept == 0 || mass < sampling.topP() * total)) {
            double weight = weight(scores[Logits.id(keys[count - 1 - kept])], max);
            if (weight < sampling.minP()) {
                break;
            }
            mass += weight;
            kept++;
        }
        double left = random.nextDouble() * mass;
        for (int i = 0; i < kept - 1; i++) {
            int token = Logits.id(keys[count - 1 - i]);
            left -= weight(scores[token], max);
            if (left < 0) {
                return token;
            }
        }
        return Logits.id(keys[count - kept]);
    }

    /**
     * The least score that has to be looked at. Tokens of which each has less than (1 − p) / V of all probability do not
     * come to 1 − p together, so the likeliest that reach p are found without them.
     */
    private float bound(float max, double total, int vocabulary) {
        double least = sampling.minP();
        if (sampling.topK() == 0 && sampling.topP() < 1) {
            least = Math.max(least, (1 - sampling.topP()) * total / vocabulary);
        }
        if (least <= 0) {
            return Float.NEGATIVE_INFINITY;
        }
        // A little lower, as the logarithm is rounded; the loops above decide exactly.
        return (float) (max + sampling.temperature() * Math.log(least) - 1e-3);
    }

    private double weight(float score, float max) {
        return Math.exp((score - max) / sampling.temperature());
    }
}
