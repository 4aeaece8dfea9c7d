package dev.nearside.vision;

/** Measures time; tests bring one that stands still. */
@FunctionalInterface
public interface Clock {

    /** Nanoseconds since some moment; only differences mean anything. */
    long nanoTime();

    /** The system's. */
    static Clock system() {
        return System::nanoTime;
    }
}
