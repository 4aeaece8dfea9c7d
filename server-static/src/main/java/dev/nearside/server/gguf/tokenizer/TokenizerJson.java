package dev.nearside.server.gguf.tokenizer;

import dev.nearside.error.InvalidInput;
import dev.nearside.json.Json;
import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonNull;
import dev.nearside.json.JsonNumber;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import dev.nearside.server.gguf.format.Metadata;
import java.util.ArrayList;
import java.util.List;

/** Writes a {@code tokenizer.json} as Hugging Face's tokenizers read it, out of a GGUF file's metadata. */
public final class TokenizerJson {
    /** SentencePiece's sign for a space. */
    private static final String META_SPACE = "\u2581";

    private final Metadata metadata;
    private final TokenizerMetadata tokenizer;

    private TokenizerJson(Metadata metadata, TokenizerMetadata tokenizer) {
        this.metadata = metadata;
        this.tokenizer = tokenizer;
    }

    /**
     * The file's text.
     *
     * @throws InvalidInput if something is missing, or the tokenizer does what is not known here; the message names it
     */
    public static String of(Metadata metadata, TokenizerMetadata tokenizer) {
        TokenizerJson json = new TokenizerJson(metadata, tokenizer);
        return Json.write(tokenizer.model().equals("gpt2") ? json.byteLevel() : json.sentencePiece());
    }

    private JsonObject byteLevel() {
        String pre = metadata.text("tokenizer.ggml.pre").orElseThrow(() -> metadata.missing("tokenizer.ggml.pre"));
        PreTokenization way = PreTokenization.of(pre);
        List<JsonValue> merges = new ArrayList<>();
        for (String merge :
                metadata.texts("tokenizer.ggml.merges").orElseThrow(() -> metadata.missing("tokenizer.ggml.merges"))) {
            // From the second character on, as the first token may itself be a space in old files.
            int space = merge.indexOf(' ', 1);
            if (space < 0) {
                throw new InvalidInput("'" + merge + "' in tokenizer.ggml.merges is no pair of tokens");
            }
            merges.add(JsonArray.ofStrings(List.of(merge.substring(0, space), merge.substring(space + 1))));
        }
        JsonObject model = JsonObject.builder()
                .put("type", "BPE")
                .put("ignore_merges", way.ignoresMerges())
                .put("vocab", vocabulary())
                .put("merges", new JsonArray(merges))
                .build();
        String normalizer = way.normalizer();
        return JsonObject.builder()
                .put("version", "1.0")
                .put("added_tokens", addedTokens())
                .put(
                        "normalizer",
                        normalizer == null
                                ? JsonNull.NULL
                                : JsonObject.builder().put("type", normalizer).build())
                .put("pre_tokenizer", way.toJson())
                .put("post_processor", postProcessor())
                .put("decoder", PreTokenization.byteLevel(true))
                .put("model", model)
                .build();
    }

    private JsonObject sentencePiece() {
        if (metadata.flag("tokenizer.ggml.remove_extra_whitespaces").orElse(false)) {
            throw new InvalidInput("the tokenizer removes spaces (tokenizer.ggml.remove_extra_whitespaces), which"
                    + " cannot be converted");
        }
        boolean prefix = metadata.flag("tokenizer.ggml.add_space_prefix").orElse(true);
        List<JsonValue> normalizers = new ArrayList<>();
        if (prefix) {
            normalizers.add(JsonObject.builder()
                    .put("type", "Prepend")
                    .put("prepend", META_SPACE)
                    .build());
        }
        normalizers.add(replace(" ", META_SPACE));
        List<JsonValue> decoders = List.of(
                replace(META_SPACE, " "),
                JsonObject.builder().put("type", "ByteFallback").build(),
                JsonObject.builder().put("type", "Fuse").build(),
                JsonObject.builder()
                        .put("type", "Strip")
                        .put("content", " ")
                        .put("start", prefix ? 1 : 0)
                        .put("stop", 0)
                        .build());
        JsonObject.Builder model = JsonObject.builder()
                .put("type", "BPE")
                .put("fuse_unk", true)
                .put("byte_fallback", tokenizer.types().contains(TokenType.BYTE))
                .put("vocab", vocabulary())
                .put("merges", ScoredMerges.of(metadata, tokenizer));
        int unknown = tokenizer.types().indexOf(TokenType.UNKNOWN);
        if (unknown >= 0) {
            model = model.put("unk_token", tokenizer.tokens().get(unknown));
        }
        return JsonObject.builder()
                .put("version", "1.0")
                .put("added_tokens", addedTokens())
                .put("normalizer", sequence("normalizers", normalizers))
                .put("pre_tokenizer", JsonNull.NULL)
                .put("post_processor", postProcessor())
                .put("decoder", sequence("decoders", decoders))
                .put("model", model.build())
                .build();
    }

    private static JsonObject replace(String from, String to) {
        return JsonObject.builder()
                .put("type", "Replace")
                .put("pattern", JsonObject.builder().put("String", from).build())
                .put("content", to)
                .build();
    }

    private static JsonObject sequence(String name, List<JsonValue> parts) {
        return JsonObject.builder()
                .put("type", "Sequence")
                .put(name, new JsonArray(parts))
                .build();
    }

    private JsonObject vocabulary() {
        JsonObject.Builder vocabulary = JsonObject.builder();
        for (int id = 0; id < tokenizer.tokens().size(); id++) {
            vocabulary = vocabulary.put(tokenizer.tokens().get(id), id);
        }
        return vocabulary.build();
    }

    /** Tokens that are found in a text whatever is around them. */
    private JsonArray addedTokens() {
        List<JsonValue> added = new ArrayList<>();
        for (int id = 0; id < tokenizer.tokens().size(); id++) {
            TokenType type = tokenizer.types().get(id);
            if (type == TokenType.CONTROL || type == TokenType.UNKNOWN || type == TokenType.USER_DEFINED) {
                added.add(JsonObject.builder()
                        .put("id", id)
                        .put("content", tokenizer.tokens().get(id))
                        .put("single_word", false)
                        .put("lstrip", false)
                        .put("rstrip", false)
                        .put("normalized", false)
                        .put("special", type != TokenType.USER_DEFINED)
                        .build());
            }
        }
        return new JsonArray(added);
    }

    private JsonValue postProcessor() {
        List<JsonValue> single = new ArrayList<>();
        JsonObject.Builder special = JsonObject.builder();
        Integer bos = tokenizer.bos();
        Integer eos = tokenizer.eos();
        if (tokenizer.addsBos() && bos != null) {
            single.add(specialToken(tokenizer.bosText()));
            special = special.put(tokenizer.bosText(), specialIds(tokenizer.bosText(), bos));
        }
        single.add(part("Sequence", "A"));
        if (tokenizer.addsEos() && eos != null) {
            single.add(specialToken(tokenizer.eosText()));
            special = special.put(tokenizer.eosText(), specialIds(tokenizer.eosText(), eos));
        }
        if (single.size() == 1) {
            return JsonNull.NULL;
        }
        return JsonObject.builder()
                .put("type", "TemplateProcessing")
                .put("single", new JsonArray(single))
                .put("pair", new JsonArray(List.of()))
                .put("special_tokens", special.build())
                .build();
    }

    private static JsonObject specialToken(String token) {
        return part("SpecialToken", token);
    }

    private static JsonObject part(String kind, String id) {
        return JsonObject.builder()
                .put(kind, JsonObject.builder().put("id", id).put("type_id", 0).build())
                .build();
    }

    private static JsonObject specialIds(String token, int id) {
        return JsonObject.builder()
                .put("id", token)
                .put("ids", new JsonArray(List.of(JsonNumber.of((long) id))))
                .put("tokens", JsonArray.ofStrings(List.of(token)))
                .build();
    }
}
