package dev.nearside.generation.grammar;

/** Where in a list of members or items. */
enum Place {
    /** After the opening bracket: the first may follow, or the end. */
    OPENED,
    /** After a member or item: a comma may follow, or the end. */
    CONTINUED,
    /** After a comma: another must follow. */
    AFTER_COMMA
}
