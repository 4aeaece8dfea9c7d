package dev.nearside.browser.search;

/** Told how far one step of the work on a file is. */
@FunctionalInterface
interface StepProgress {

    /** So much of the step is done, in its own unit. */
    void at(int done, int total);
}
