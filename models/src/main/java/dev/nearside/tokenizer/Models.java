package dev.nearside.tokenizer;

import dev.nearside.json.JsonCursor;

/** Reads models. */
final class Models {
    /** How SentencePiece writes a space. */
    private static final char META_SPACE = '\u2581';

    private Models() {}

    /** @param byteLevel whether the pre-tokenizer turns words into bytes */
    static Model read(Component component, boolean byteLevel, Vocabulary vocabulary, CompactReader in) {
        if (byteLevel && !component.type().equals("BPE")) {
            throw component.unsupported("after the pre-tokenizer 'ByteLevel' the model");
        }
        return switch (component.type()) {
            case "WordPiece" -> wordPiece(component, vocabulary);
            case "BPE" -> bytePairEncoding(component, byteLevel, vocabulary, in);
            case "Unigram" -> unigram(component, vocabulary, in);
            default -> throw component.unsupported("the model");
        };
    }

    private static Model wordPiece(Component component, Vocabulary vocabulary) {
        component.allowOnly("unk_token", "continuing_subword_prefix", "max_input_chars_per_word");
        return new WordPiece(
                vocabulary,
                component.text("continuing_subword_prefix", "##"),
                idOf(component.json().field("unk_token"), vocabulary),
                component
                        .json()
                        .optional("max_input_chars_per_word")
                        .map(JsonCursor::asInt)
                        .orElse(100));
    }

    private static Model bytePairEncoding(
            Component component, boolean byteLevel, Vocabulary vocabulary, CompactReader in) {
        component.allowOnly(
                "dropout",
                "unk_token",
                "continuing_subword_prefix",
                "end_of_word_suffix",
                "fuse_unk",
                "byte_fallback",
                "ignore_merges");
        refuseUnlessEmpty(component, "continuing_subword_prefix");
        refuseUnlessEmpty(component, "end_of_word_suffix");
        component
                .json()
                .optional("dropout")
                .filter(json -> json.asDouble() != 0)
                .ifPresent(json -> {
                    throw json.error("dropout, which gives other tokens each time, is not supported");
                });
        int unknown = component
                .json()
                .optional("unk_token")
                .map(token -> idOf(token, vocabulary))
                .orElse(Vocabulary.NONE);
        Merges merges = Merges.read(in, vocabulary.size());
        boolean ignoreMerges = component.flag("ignore_merges", false);
        if (byteLevel) {
            return new BytePairEncoding(new ByteAlphabet(vocabulary, unknown), merges, ignoreMerges, (char) 0);
        }
        Alphabet alphabet = new CharacterAlphabet(
                vocabulary,
                new ByteTokens(vocabulary, component.flag("byte_fallback", false)),
                unknown,
                component.flag("fuse_unk", false));
        boolean apart = !ignoreMerges && standsApart(META_SPACE, vocabulary, merges);
        return new BytePairEncoding(alphabet, merges, ignoreMerges, apart ? META_SPACE : 0);
    }

    private static Model unigram(Component component, Vocabulary vocabulary, CompactReader in) {
        component.allowOnly("unk_id", "byte_fallback");
        JsonCursor unknown = component.json().field("unk_id");
        if (!vocabulary.has(unknown.asInt())) {
            throw unknown.error("the vocabulary has no token " + unknown.asInt());
        }
        ByteTokens bytes = new ByteTokens(vocabulary, component.flag("byte_fallback", false));
        Unigram.Scores scores = Unigram.Scores.read(in, vocabulary.size());
        return new Unigram(Unigram.Tables.of(vocabulary, scores, bytes, unknown.asInt()));
    }

    /** Whether a character is a token, and no token that merges make has it behind another character. */
    private static boolean standsApart(char character, Vocabulary vocabulary, Merges merges) {
        if (vocabulary.findSingle(character) == Vocabulary.NONE) {
            return false;
        }
        for (int id : merges.results()) {
            for (int i = 1; i < vocabulary.length(id); i++) {
                if (vocabulary.charAt(id, i) == character && vocabulary.charAt(id, i - 1) != character) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void refuseUnlessEmpty(Component component, String name) {
        component
                .json()
                .optional(name)
                .filter(json -> !json.asString().isEmpty())
                .ifPresent(json -> {
                    throw json.error(
                            "the " + name + " '" + json.asString() + "' is not supported in byte-pair encoding");
                });
    }

    private static int idOf(JsonCursor token, Vocabulary vocabulary) {
        return vocabulary
                .idOf(token.asString())
                .orElseThrow(() -> token.error("the vocabulary has no token '" + token.asString() + "'"));
    }
}
