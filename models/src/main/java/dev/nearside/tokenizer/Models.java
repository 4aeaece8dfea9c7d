package dev.nearside.tokenizer;

import dev.nearside.json.JsonCursor;

/** Reads models. */
final class Models {
    private Models() {}

    static Model read(Component component, Vocabulary vocabulary, CompactReader in) {
        return switch (component.type()) {
            case "WordPiece" -> wordPiece(component, vocabulary);
            default -> throw component.unsupported("the model");
        };
    }

    private static Model wordPiece(Component component, Vocabulary vocabulary) {
        component.allowOnly("unk_token", "continuing_subword_prefix", "max_input_chars_per_word");
        JsonCursor unknown = component.json().field("unk_token");
        return new WordPiece(
                vocabulary,
                component.text("continuing_subword_prefix", "##"),
                idOf(unknown, vocabulary),
                component
                        .json()
                        .optional("max_input_chars_per_word")
                        .map(JsonCursor::asInt)
                        .orElse(100));
    }

    private static int idOf(JsonCursor token, Vocabulary vocabulary) {
        return vocabulary
                .idOf(token.asString())
                .orElseThrow(() -> token.error("the vocabulary has no token '" + token.asString() + "'"));
    }
}
