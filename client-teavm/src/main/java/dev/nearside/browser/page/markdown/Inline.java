package dev.nearside.browser.page.markdown;

import java.util.List;

/** A part of a line. */
public sealed interface Inline {

    record Text(String text) implements Inline {}

    record Strong(List<Inline> content) implements Inline {}

    record Emphasis(List<Inline> content) implements Inline {}

    record Code(String text) implements Inline {}

    /**
     * A link.
     *
     * @param address begins with http:, https: or mailto:
     */
    record Link(String address, List<Inline> content) implements Inline {}

    /** A line ends here. */
    record Break() implements Inline {}
}
