package dev.nearside.generation;

import dev.nearside.chat.ResponseFormat;
import dev.nearside.error.InvalidInput;
import dev.nearside.generation.grammar.JsonForms;
import dev.nearside.generation.grammar.Positions;
import dev.nearside.tokenizer.Tokenizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The filters of a generator. */
final class TokenFilters {
    private final Tokenizer tokenizer;
    private final int vocabularySize;
    private final List<Integer> ends;
    private @Nullable TokenBytes tokens;

    TokenFilters(Tokenizer tokenizer, int vocabularySize, List<Integer> ends) {
        this.tokenizer = tokenizer;
        this.vocabularySize = vocabularySize;
        this.ends = ends;
    }

    /**
     * Where answers of that format begin; null if any text will do.
     *
     * @throws InvalidInput if the schema restricts values in a way that is not supported
     */
    static @Nullable Positions start(ResponseFormat format) {
        if (format instanceof ResponseFormat.Schema schema) {
            return JsonForms.schema("response_format.json_schema.schema", schema.schema());
        }
        return format instanceof ResponseFormat.AnyObject ? JsonForms.object() : null;
    }

    /** A filter for one answer. */
    TokenFilter from(Positions start) {
        if (tokens == null) {
            tokens = new TokenBytes(tokenizer, vocabularySize);
        }
        return new FormFilter(tokens, ends, start);
    }
}
