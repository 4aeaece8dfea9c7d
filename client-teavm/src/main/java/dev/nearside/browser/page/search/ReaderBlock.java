package dev.nearside.browser.page.search;

import dev.nearside.browser.page.markdown.Markdown;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a long text that is laid out by itself.
 *
 * @param page the page that begins with it, from 1; 0 if none does
 */
record ReaderBlock(Range place, int page) {
    private static final int LENGTH = 4000;

    /**
     * Cuts a text at the beginnings of pages and at ends of lines.
     *
     * @param pages where pages begin, ascending
     */
    static List<ReaderBlock> of(String text, int[] pages) {
        List<ReaderBlock> blocks = new ArrayList<>();
        int nextPage = 0;
        int start = 0;
        while (start < text.length()) {
            int page = 0;
            // Pages without text begin where the next one does.
            while (nextPage < pages.length && pages[nextPage] <= start) {
                page = ++nextPage;
            }
            int limit = nextPage < pages.length ? Math.min(pages[nextPage], text.length()) : text.length();
            int end = end(text, start, limit);
            blocks.add(new ReaderBlock(new Range(start, end), page));
            start = end;
        }
        return blocks;
    }

    /**
     * Cuts Markdown at the beginnings of its blocks, so that each part is laid out as it would be in the whole, and those that
     * the passage has a share in are one part.
     *
     * @param passage empty if no passage is to be shown
     */
    static List<ReaderBlock> ofMarkdown(String text, Range passage) {
        List<Integer> starts = new ArrayList<>(Markdown.starts(text));
        starts.add(text.length());
        List<ReaderBlock> blocks = new ArrayList<>();
        int start = 0;
        for (int i = 1; i < starts.size(); i++) {
            int end = starts.get(i);
            Range next = new Range(end, i + 1 < starts.size() ? starts.get(i + 1) : end);
            boolean isHit = isShared(passage, new Range(start, end));
            boolean changes = isHit != isShared(passage, next);
            if (next.isEmpty() || changes || (!isHit && end - start >= LENGTH)) {
                blocks.add(new ReaderBlock(new Range(start, end), 0));
                start = end;
            }
        }
        return blocks;
    }

    /** Whether a passage has a share in that part. */
    static boolean isShared(Range passage, Range part) {
        return !passage.within(part).isEmpty();
    }

    private static int end(String text, int start, int limit) {
        if (limit - start <= LENGTH) {
            return limit;
        }
        int line = text.lastIndexOf('\n', start + LENGTH);
        int end = line > start ? line + 1 : start + LENGTH;
        // Never between the halves of a character beyond the basic plane.
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end + 1 : end;
    }
}
