package dev.nearside.comparison;

/** Texts of others within Markdown, so that they stay what they are. */
final class MarkdownText {
    private static final String SIGNS = "\\`*_{}[]<>#|~!&";

    private MarkdownText() {}

    /** On one line, within a sentence or a table. */
    static String inline(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (SIGNS.indexOf(c) >= 0) {
                plain.append('\\');
            }
            plain.append(c == '\n' || c == '\r' ? ' ' : c);
        }
        return plain.toString();
    }

    /** As a block of its own, in a fence that is longer than any in it. */
    static String fenced(String text) {
        int longest = 2;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        return fence + "text\n" + text + (text.endsWith("\n") ? "" : "\n") + fence + "\n";
    }
}
