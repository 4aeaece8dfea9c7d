package dev.nearside.retrieval;

import java.util.Objects;

/**
 * From here on the text stands under this heading, until the next section starts.
 *
 * @param start the first character of the heading, as an offset into the document's text
 * @param level 1 for the outermost
 * @param path the headings from the outermost to this one, with {@value #SEPARATOR} between them
 */
public record Section(int start, int level, String path) {
    public static final String SEPARATOR = " › ";

    public Section {
        if (start < 0 || level < 1) {
            throw new IllegalArgumentException("a section at " + start + " of level " + level);
        }
        Objects.requireNonNull(path, "path");
    }

    /** The path without this section's own heading; empty for an outermost one. */
    public String parentPath() {
        int cut = path.lastIndexOf(SEPARATOR);
        return cut < 0 ? "" : path.substring(0, cut);
    }
}
