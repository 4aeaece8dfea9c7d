package dev.nearside.server.upstream;

import java.time.Clock;
import java.time.Duration;

/** The time, so that tests need not wait for it. */
interface Time {
    /** The real one. */
    Time REAL = new Time() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Clock clock() {
            return Clock.systemUTC();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
            Thread.sleep(time.toMillis());
        }
    };

    /** Nanoseconds since some moment; only differences mean something. */
    long nanos();

    /** The time of day. */
    Clock clock();

    /** Waits. */
    void sleep(Duration time) throws InterruptedException;
}
