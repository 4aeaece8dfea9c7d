package dev.nearside.browser.page.search;

import java.util.LinkedHashSet;
import java.util.Set;

/** Which files of a folder are a person's own: not hidden ones, and not the packages that a program installed there. */
final class FolderFilter {
    private static final Set<String> MACHINES_OWN =
            Set.of("node_modules", "__pycache__", "venv", "Thumbs.db", "desktop.ini", "__MACOSX");
    private static final int NAMED = 4;

    private final Set<String> skipped = new LinkedHashSet<>();

    /**
     * Whether to take a file, or to look into a folder. What is not taken is remembered, a folder as one.
     *
     * @param path with slashes, from the folder that was chosen on
     */
    boolean takes(String path) {
        int start = 0;
        while (start < path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            String part = path.substring(start, end);
            if (part.startsWith(".") || MACHINES_OWN.contains(part)) {
                skipped.add(path.substring(0, end));
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    /** What was left out, for people; nothing if nothing was. */
    String summary() {
        if (skipped.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("Left out as hidden or installed: ");
        int named = 0;
        for (String path : skipped) {
            if (named == NAMED) {
                text.append(" and ").append(skipped.size() - NAMED).append(" more");
                break;
            }
            text.append(named == 0 ? "" : ", ").append(path);
            named++;
        }
        return text.append('.').toString();
    }
}
