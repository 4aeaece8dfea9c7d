package dev.nearside.browser.dom;

/**
 * Work that is asked for more often than it can be done: one at a time, and when it is done the newest wish only. So the
 * result follows the pen without a queue growing behind it.
 */
public final class LatestOnly {
    private final Runnable work;
    private boolean running;
    private boolean again;

    /**
     * Work that has not been asked for yet.
     *
     * @param work blocking; run on a thread of its own
     */
    public LatestOnly(Runnable work) {
        this.work = work;
    }

    /** Asks for the work to be done with what is known when it begins. */
    public void ask() {
        if (running) {
            again = true;
            return;
        }
        running = true;
        new Thread(this::work).start();
    }

    private void work() {
        try {
            do {
                again = false;
                work.run();
            } while (again);
        } finally {
            running = false;
        }
    }
}
