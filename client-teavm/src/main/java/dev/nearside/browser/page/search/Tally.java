package dev.nearside.browser.page.search;

import dev.nearside.browser.dom.Amounts;

/** What became of the files that were brought, counted. */
final class Tally {
    private int indexed;
    private int unchanged;
    private int refused;

    /** Counts a file; {@code status} is indexed, unchanged or refused. */
    void count(String status) {
        switch (status) {
            case "indexed" -> indexed++;
            case "unchanged" -> unchanged++;
            default -> refused++;
        }
    }

    /** In a sentence. */
    String summary() {
        if (indexed == 0 && unchanged == 0) {
            return refused == 0 ? "There was no file to add" : "Nothing was added";
        }
        if (indexed == 0) {
            return unchanged == 1 ? "It was in your library already" : "All of these were in your library already";
        }
        String added = Amounts.count(indexed, "file") + " added";
        return unchanged == 0 ? added : added + ", " + Amounts.grouped(unchanged) + " there already";
    }
}
