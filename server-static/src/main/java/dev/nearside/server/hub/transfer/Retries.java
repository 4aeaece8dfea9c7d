package dev.nearside.server.hub.transfer;

import java.net.http.HttpResponse;
import java.time.Duration;

/** Waits between tries, each time twice as long as before, and knows when to give up. */
final class Retries {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofMillis(100);

    private final HubSettings.Patience patience;
    private final TransferListener listener;
    private int failures;

    Retries(HubSettings.Patience patience, TransferListener listener) {
        this.patience = patience;
        this.listener = listener;
    }

    /** Something came through: the count starts anew. */
    void progressed() {
        failures = 0;
    }

    /** Whether there is another try after this failure. */
    boolean another() {
        failures++;
        return failures < patience.tries();
    }

    /** Waits before the next try. */
    void pause(String why) {
        pause(why, patience.firstPause().multipliedBy(1L << Math.min(failures - 1, 10)));
    }

    /** Waits as long as the server wishes, within reason. */
    void pause(String why, HttpResponse<?> response) {
        String wish = response.headers().firstValue("Retry-After").orElse("");
        if (wish.matches("\\d{1,4}")) {
            pause(why, Duration.ofSeconds(Long.parseLong(wish)));
        } else {
            pause(why);
        }
    }

    private void pause(String why, Duration wanted) {
        Duration left = wanted.compareTo(LONGEST) < 0 ? wanted : LONGEST;
        listener.note(why + "; trying again in " + Math.max(1, left.toSeconds()) + " s");
        while (!left.isNegative() && !left.isZero()) {
            listener.checkCancelled();
            Duration step = left.compareTo(STEP) < 0 ? left : STEP;
            try {
                Thread.sleep(step.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            left = left.minus(step);
        }
    }
}
