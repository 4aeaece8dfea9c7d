package dev.nearside.generation;

import dev.nearside.chat.ResponseFormat;
import dev.nearside.error.InvalidInput;
import org.jspecify.annotations.Nullable;

/** The filter of a response format. */
final class TokenFilters {
    private TokenFilters() {}

    /**
     * A filter for one answer; null if any text will do.
     *
     * @throws InvalidInput if the schema asks for what is not supported
     */
    static @Nullable TokenFilter of(ResponseFormat format, Workbench bench) {
        if (format instanceof ResponseFormat.Text) {
            return null;
        }
        throw new InvalidInput("response_format: structured output is not there yet");
    }
}
