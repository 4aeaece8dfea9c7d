package dev.nearside.server;

import dev.nearside.server.hub.Pull;
import dev.nearside.server.hub.PullState;
import dev.nearside.server.hub.PullState.Phase;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Shows a pull to a person: a bar that is drawn anew in a terminal, else a line now and then. */
final class PullReport {
    private static final Duration BETWEEN_BARS = Duration.ofMillis(200);
    private static final int WIDTH = 30;
    private static final int PERCENT_BETWEEN_LINES = 10;

    private final PrintStream out;
    private final boolean terminal;
    private final long startedAt = System.nanoTime();
    private long firstBytes = -1;
    private boolean barShown;
    private String lastNote = "";
    private Phase lastPhase = Phase.ASKING;
    private String lastSource = "";
    private long lastPercent = -PERCENT_BETWEEN_LINES;

    PullReport(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Shows it to its end, and returns how it ended. */
    PullState follow(Pull pull) {
        PullState state = pull.state();
        try {
            while (!state.phase().isLast()) {
                show(state);
                Thread.sleep(BETWEEN_BARS.toMillis());
                state = pull.awaitOther(state, Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            pull.cancel();
            Thread.currentThread().interrupt();
        }
        end(state);
        return state;
    }

    private void show(PullState state) {
        if (!state.source().equals(lastSource)) {
            lastSource = state.source();
            line(state.id() + ": from " + state.source());
        }
        if (!state.note().isEmpty() && !state.note().equals(lastNote)) {
            lastNote = state.note();
            line(state.id() + ": " + state.note());
        }
        if (state.phase() == Phase.DOWNLOADING && state.totalBytes() > 0) {
            download(state);
        } else if (state.phase() != lastPhase && state.phase() != Phase.DOWNLOADING) {
            line(state.id() + ": " + state.phase().label());
        }
        lastPhase = state.phase();
    }

    private void download(PullState state) {
        if (firstBytes < 0) {
            firstBytes = state.doneBytes();
        }
        long percent = Math.min(100, 100 * state.doneBytes() / state.totalBytes());
        String text = String.format(
                Locale.ROOT,
                "%3d %% of %s, %s a second, %s",
                percent,
                Bytes.text(state.totalBytes()),
                Bytes.text(bytesPerSecond(state)),
                state.file());
        if (terminal) {
            int full = (int) (percent * WIDTH / 100);
            out.printf("\r\u001b[K%s [%s%s] %s", state.id(), "#".repeat(full), " ".repeat(WIDTH - full), text);
            out.flush();
            barShown = true;
        } else if (percent >= lastPercent + PERCENT_BETWEEN_LINES) {
            lastPercent = percent;
            line(state.id() + ": " + text);
        }
    }

    private long bytesPerSecond(PullState state) {
        double seconds = (System.nanoTime() - startedAt) / 1e9;
        return Math.max(0, (long) ((state.doneBytes() - firstBytes) / Math.max(0.1, seconds)));
    }

    private void end(PullState state) {
        if (state.failure() != null) {
            line("nearside: " + state.failure().message().replaceAll("\\s*\\R\\s*", " "));
        } else if (!state.note().isEmpty() && !state.note().equals(lastNote)) {
            line(state.id() + ": " + state.note());
        }
    }

    private void line(String text) {
        if (barShown) {
            out.println();
            barShown = false;
        }
        out.println(text);
    }
}
