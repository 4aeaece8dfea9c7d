package example.fernwick.gateway;

import java.util.HashMap;
import java.util.Map;

/**
 * Lets each customer make so many requests a minute and no more: a token bucket. The bucket fills at a steady rate up
 * to its brim, and each request takes one token out. So short bursts pass, and a flood does not.
 *
 * <p>Who finds the bucket empty gets HTTP 429 and a Retry-After header with the seconds until the next token.
 */
public final class RateLimiter {
    private static final int BURST = 20;
    private static final double TOKENS_PER_SECOND = 2.0;

    private final Map<String, Bucket> buckets = new HashMap<>();

    /** Seconds to wait; 0 if the request may go ahead. */
    public synchronized double acquire(String apiKey, long nowNanos) {
        Bucket bucket = buckets.computeIfAbsent(apiKey, key -> new Bucket(BURST, nowNanos));
        bucket.refill(nowNanos);
        if (bucket.tokens >= 1) {
            bucket.tokens -= 1;
            return 0;
        }
        return (1 - bucket.tokens) / TOKENS_PER_SECOND;
    }

    /** Forgets customers whose bucket is full again, else the map grows for ever. Called every ten minutes. */
    public synchronized int evictIdle(long nowNanos) {
        int before = buckets.size();
        buckets.values().removeIf(bucket -> {
            bucket.refill(nowNanos);
            return bucket.tokens >= BURST;
        });
        return before - buckets.size();
    }

    private static final class Bucket {
        private double tokens;
        private long lastRefill;

        private Bucket(double tokens, long nowNanos) {
            this.tokens = tokens;
            this.lastRefill = nowNanos;
        }

        private void refill(long nowNanos) {
            double elapsedSeconds = (nowNanos - lastRefill) / 1e9;
            tokens = Math.min(BURST, tokens + elapsedSeconds * TOKENS_PER_SECOND);
            lastRefill = nowNanos;
        }
    }
}
