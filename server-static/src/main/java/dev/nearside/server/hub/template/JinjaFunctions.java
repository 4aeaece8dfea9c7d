package dev.nearside.server.hub.template;

import dev.nearside.error.InvalidInput;

/** What chat templates call. Public because the Jinja library calls it by reflection. */
@SuppressWarnings("DoNotCallSuggester") // The library calls them.
public final class JinjaFunctions {
    private JinjaFunctions() {}

    /**
     * {@code raise_exception(message)}: the template refuses the conversation.
     *
     * @throws InvalidInput always
     */
    public static Object raise(Object message) {
        throw new InvalidInput(String.valueOf(message));
    }

    /**
     * {@code strftime_now(format)}: a template that puts today's date into the text cannot be made of literals. Those
     * that ask first whether the function is there get their own fixed date instead.
     *
     * @throws InvalidInput always
     */
    public static Object now(Object format) {
        throw new InvalidInput("it puts today's date into the text, in the format " + format);
    }
}
