package dev.nearside.browser.search;

import java.util.HashMap;
import java.util.Map;

/**
 * The names of the files of one call. Two of one name and other content that come together are two files, as out of two
 * folders whose names the browser keeps to itself: the later one is numbered. One that comes in a later call is taken
 * for the file's new version.
 */
final class NamesOfCall {
    private final Map<String, String> hashes = new HashMap<>();

    /** The name to keep a file by: its own, or {@code notes (2).md}. */
    String unique(String name, String sha256) {
        String candidate = name;
        for (int number = 2; !sha256.equals(hashes.getOrDefault(candidate, sha256)); number++) {
            candidate = numbered(name, number);
        }
        hashes.put(candidate, sha256);
        return candidate;
    }

    /** Whether that file was in the call before. */
    boolean had(String name, String sha256) {
        return sha256.equals(hashes.get(name));
    }

    private static String numbered(String name, int number) {
        int dot = name.lastIndexOf('.');
        int end = dot > name.lastIndexOf('/') + 1 ? dot : name.length();
        return name.substring(0, end) + " (" + number + ")" + name.substring(end);
    }
}
