package dev.nearside.server.hub.layout;

import dev.nearside.catalog.GenerationSpec;
import dev.nearside.error.InvalidInput;
import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonString;
import dev.nearside.tensor.ElementType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a repository's small files say.
 *
 * @param model {@code config.json}
 * @param generation {@code generation_config.json}, or an empty object
 * @param tokenizer {@code tokenizer_config.json}
 */
record ModelConfig(JsonCursor model, JsonCursor generation, JsonCursor tokenizer) {

    /**
     * What generation needs.
     *
     * @throws InvalidInput if a number is missing
     */
    GenerationSpec spec(ElementType cache) {
        JsonCursor text = model.optional("text_config").orElse(model);
        int heads = text.field("num_attention_heads").asInt();
        Set<Integer> ends = new LinkedHashSet<>(ids(generation, "eos_token_id"));
        if (ends.isEmpty()) {
            ends.addAll(ids(text, "eos_token_id"));
        }
        List<Integer> starts = ids(text, "bos_token_id");
        return new GenerationSpec(
                GenerationSpec.TRANSFORMERS,
                text.field("num_hidden_layers").asInt(),
                text.optional("num_key_value_heads").map(JsonCursor::asInt).orElse(heads),
                text.optional("head_dim")
                        .map(JsonCursor::asInt)
                        .orElseGet(() -> text.field("hidden_size").asInt() / heads),
                text.field("vocab_size").asInt(),
                text.field("max_position_embeddings").asInt(),
                List.copyOf(ends),
                starts.isEmpty() ? null : starts.get(0),
                cache);
    }

    /** The token that begins a text; empty if there is none. */
    String bosToken() {
        return token("bos_token");
    }

    /** The token that ends a text; empty if there is none. */
    String eosToken() {
        return token("eos_token");
    }

    /** The chat template in Jinja; of several the one named default. */
    Optional<String> chatTemplate() {
        return tokenizer.optional("chat_template").flatMap(template -> {
            if (template.value() instanceof JsonString) {
                return Optional.of(template.asString());
            }
            return template.items().stream()
                    .filter(each -> each.field("name").asString().equals("default"))
                    .map(each -> each.field("template").asString())
                    .findFirst();
        });
    }

    private String token(String name) {
        return tokenizer
                .optional(name)
                .map(token -> token.value() instanceof JsonString
                        ? token.asString()
                        : token.field("content").asString())
                .orElse("");
    }

    private static List<Integer> ids(JsonCursor json, String name) {
        return json.optional(name)
                .map(ids -> ids.value() instanceof JsonArray
                        ? ids.items().stream().map(JsonCursor::asInt).toList()
                        : List.of(ids.asInt()))
                .orElse(List.of());
    }
}
