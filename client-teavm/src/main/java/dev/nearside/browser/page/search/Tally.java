package dev.nearside.browser.page.search;

import dev.nearside.browser.dom.Amounts;
import java.util.ArrayList;
import java.util.List;

/** What became of the files of one addition. */
final class Tally {
    private static final int NAMED = 3;

    private int indexed;
    private int unchanged;
    private int refused;
    private final List<String> replaced = new ArrayList<>();
    private final List<String> renamed = new ArrayList<>();

    /** Counts a file; {@code status} is indexed, unchanged or refused. */
    void count(String status) {
        switch (status) {
            case "indexed" -> indexed++;
            case "unchanged" -> unchanged++;
            default -> refused++;
        }
    }

    /** One of those that were indexed took the place of another content of its name. */
    void replaced(String name) {
        replaced.add(name);
    }

    /** One goes by another name than its own, for this reason. */
    void renamed(String reason) {
        renamed.add(reason);
    }

    /** In a sentence. */
    String summary() {
        if (indexed == 0 && unchanged == 0) {
            return refused == 0 ? "There was no file to add" : "Nothing was added";
        }
        if (indexed == 0) {
            return unchanged == 1 ? "It was in your library already" : "All of these were in your library already";
        }
        int added = indexed - replaced.size();
        List<String> parts = new ArrayList<>();
        if (added > 0) {
            parts.add(Amounts.count(added, "file") + " added");
        }
        if (!replaced.isEmpty()) {
            int count = replaced.size();
            parts.add((added > 0 ? Amounts.grouped(count) : Amounts.count(count, "file")) + " updated");
        }
        if (unchanged > 0) {
            parts.add(Amounts.grouped(unchanged) + " there already");
        }
        return String.join(", ", parts);
    }

    /** What a person would want to know of those that were added; nothing if nothing. */
    String remarks() {
        List<String> sentences = new ArrayList<>();
        if (!replaced.isEmpty()) {
            sentences.add("Replaced the older " + listed(replaced, ", ", " and ") + ".");
        }
        if (!renamed.isEmpty()) {
            sentences.add("Same names: " + listed(renamed, "; ", "; and ") + ".");
        }
        return String.join(" ", sentences);
    }

    private static String listed(List<String> items, String comma, String and) {
        int named = Math.min(NAMED, items.size());
        String text = String.join(comma, items.subList(0, named));
        return items.size() == named ? text : text + and + Amounts.grouped(items.size() - named) + " more";
    }
}
