package dev.nearside.browser.page.search;

/** Told of a file that was not taken. */
interface Refusal {
    /**
     * A file was not taken.
     *
     * @param reason for people, without a capital or a full stop
     */
    void refused(String name, String reason);
}
