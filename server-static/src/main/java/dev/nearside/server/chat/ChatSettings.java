package dev.nearside.server.chat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * How this machine chats.
 *
 * @param keepLoaded how long a model that nobody asks stays in memory
 * @param memoryBytes what all loaded models may take, their key-value caches included
 * @param waiting requests that may wait for a model, those that are being answered not counted; each holds a thread
 * @param threads CPU threads within an operator; 0 leaves the choice to ONNX Runtime
 */
public record ChatSettings(Duration keepLoaded, long memoryBytes, int waiting, int threads) {
    private static final Duration USUAL_STAY = Duration.ofMinutes(10);
    private static final int USUAL_LINE = 100;

    public ChatSettings {
        if (keepLoaded.isNegative() || memoryBytes < 1 || waiting < 0 || threads < 0) {
            throw new IllegalArgumentException(
                    "no settings: " + keepLoaded + ", " + memoryBytes + ", " + waiting + ", " + threads);
        }
    }

    /** Ten minutes, half of this machine's memory (of the container's, in one), a hundred that wait. */
    public static ChatSettings usual() {
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return new ChatSettings(USUAL_STAY, Math.max(1, memory / 2), USUAL_LINE, 0);
    }

    /** The same with another time to stay. */
    public ChatSettings keepLoaded(Duration other) {
        return new ChatSettings(other, memoryBytes, waiting, threads);
    }

    /** The same with another bound on memory. */
    public ChatSettings memoryBytes(long other) {
        return new ChatSettings(keepLoaded, other, waiting, threads);
    }
}
