package dev.nearside.routing.privacy;

/** Something that is recognised by its form. */
interface TextPattern {
    /** Where the first of it begins; −1 if there is none. */
    int find(String text);
}
