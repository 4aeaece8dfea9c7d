package dev.nearside.browser.page.markdown;

import java.util.List;

/** A part of a text that stands by itself. */
public sealed interface Block {

    /**
     * A heading.
     *
     * @param level 1 to 6
     */
    record Heading(int level, List<Inline> content) implements Block {}

    record Paragraph(List<Inline> content) implements Block {}

    /**
     * A list.
     *
     * @param start the number of the first item; 1 unless {@code ordered}
     */
    record Listing(boolean ordered, int start, List<List<Block>> items) implements Block {}

    /**
     * Code between fences; the text as it stands there, without its last line break.
     *
     * @param language what stands behind the fence, or nothing
     */
    record Code(String language, String text) implements Block {}

    record Quote(List<Block> content) implements Block {}

    /**
     * A table; each row has as many cells as the header.
     *
     * @param columns where the texts of each column stand
     */
    record Table(List<Alignment> columns, List<List<Inline>> header, List<List<List<Inline>>> rows) implements Block {}

    /** Where a column's texts stand. */
    enum Alignment {
        LEFT,
        CENTER,
        RIGHT
    }

    /** A line between two parts. */
    record Rule() implements Block {}
}
