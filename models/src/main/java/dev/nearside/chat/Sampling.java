package dev.nearside.chat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the next token is chosen. Applied in this order: bias, penalties, temperature, top-k, top-p, min-p.
 *
 * @param temperature what logits are divided by; 0 always takes the likeliest token, 2 at most
 * @param topK only so many of the likeliest tokens; 0 for all
 * @param topP only the likeliest tokens that together reach this probability (Holtzman et al., 2020); 0 to 1, 1 for all
 * @param minP only tokens at least so likely, measured by the likeliest; 0 to 1, 0 for all
 * @param penalties against repetition
 * @param logitBias by token id, what is added to its logit; −100 to 100
 * @param seed makes the answer repeatable; null for another one each time
 */
public record Sampling(
        double temperature,
        int topK,
        double topP,
        double minP,
        Penalties penalties,
        Map<Integer, Double> logitBias,
        @Nullable Long seed) {

    /** OpenAI's defaults: temperature 1, nothing cut off. */
    public static final Sampling DEFAULT = new Sampling(1, 0, 1, 0, Penalties.NONE, Map.of(), null);

    /** Always the likeliest token. */
    public static final Sampling GREEDY = new Sampling(0, 0, 1, 0, Penalties.NONE, Map.of(), null);

    public Sampling {
        if (!(temperature >= 0 && temperature <= 2)) {
            throw new IllegalArgumentException("temperature must be 0 to 2, not " + temperature);
        }
        if (topK < 0 || !(topP >= 0 && topP <= 1) || !(minP >= 0 && minP <= 1)) {
            throw new IllegalArgumentException(
                    "top-k must be 0 or more, top-p and min-p 0 to 1, not " + topK + ", " + topP + " and " + minP);
        }
        logitBias = Collections.unmodifiableMap(new LinkedHashMap<>(logitBias));
    }

    /** The same with another temperature and a seed. */
    public Sampling with(double otherTemperature, @Nullable Long otherSeed) {
        return new Sampling(otherTemperature, topK, topP, minP, penalties, logitBias, otherSeed);
    }
}
