package dev.nearside.browser.search;

import dev.nearside.browser.js.AbortSignal;

/** Long work on one file, as whoever asked for it follows it. */
interface Work {

    /** Throws {@link dev.nearside.error.Cancelled} if it is not wanted any more. */
    void check();

    /** Aborted when it is not wanted any more. */
    AbortSignal signal();

    /** Who hears of that step: reading, chunking, embedding or storing. */
    StepProgress step(String step);
}
