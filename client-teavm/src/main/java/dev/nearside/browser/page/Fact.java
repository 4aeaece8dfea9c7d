package dev.nearside.browser.page;

/**
 * One thing about this browser.
 *
 * @param name what it is called
 * @param value what it is here
 * @param note what it means; may be empty
 * @param state {@code yes}, {@code partial}, {@code no} or {@code info}
 * @param help what to do where it is missing; empty where there is nothing to do
 */
record Fact(String name, String value, String note, String state, String help) {

    static Fact info(String name, String value) {
        return new Fact(name, value, "", "info", "");
    }

    /** Something that is there or is not. */
    static Fact capability(String name, boolean present, String note, String help) {
        return new Fact(name, present ? "yes" : "no", note, present ? "yes" : "no", present ? "" : help);
    }

    /** As a report has it: {@code name: value (note)}. */
    String line() {
        return name + ": " + value + (note.isEmpty() ? "" : " (" + note + ")");
    }
}
