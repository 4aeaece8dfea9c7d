package dev.nearside.server.gguf.tokenizer;

import dev.nearside.error.InvalidInput;
import dev.nearside.server.gguf.format.Metadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a GGUF file says about its tokenizer: {@code tokenizer.ggml.*}.
 *
 * @param model {@code gpt2} for byte-pair encoding over bytes, {@code llama} for SentencePiece
 * @param tokens the vocabulary, by id
 * @param types what kind of token each is, by id
 * @param bos the token that begins a text; null if there is none
 * @param eos the token that ends one; null if there is none
 * @param addsBos whether every text begins with {@code bos}
 * @param addsEos whether every text ends with {@code eos}
 */
public record TokenizerMetadata(
        String model,
        List<String> tokens,
        List<TokenType> types,
        @Nullable Integer bos,
        @Nullable Integer eos,
        boolean addsBos,
        boolean addsEos) {
    private static final String PREFIX = "tokenizer.ggml.";

    public TokenizerMetadata {
        tokens = List.copyOf(tokens);
        types = List.copyOf(types);
    }

    /**
     * Reads it.
     *
     * @throws InvalidInput if something is missing or contradicts itself, or the tokenizer is of another kind
     */
    public static TokenizerMetadata read(Metadata metadata) {
        String model = metadata.text(PREFIX + "model").orElseThrow(() -> metadata.missing(PREFIX + "model"));
        if (!model.equals("gpt2") && !model.equals("llama")) {
            throw new InvalidInput("the tokenizer is of the kind '" + model
                    + "', which cannot be converted; gpt2 (byte-pair encoding) and llama (SentencePiece) can");
        }
        List<String> tokens = metadata.texts(PREFIX + "tokens").orElseThrow(() -> metadata.missing(PREFIX + "tokens"));
        requireDistinct(tokens);
        List<TokenType> types = types(metadata, tokens);
        boolean sentencePiece = model.equals("llama");
        // Llama 3's tokenizer begins every text so, whether its file says it or not; so does SentencePiece's.
        boolean bosByDefault = sentencePiece
                || metadata.text(PREFIX + "pre").filter("llama-bpe"::equals).isPresent();
        Integer bos = id(metadata, "bos_token_id", tokens.size(), sentencePiece ? 1 : -1);
        Integer eos = id(metadata, "eos_token_id", tokens.size(), sentencePiece ? 2 : -1);
        return new TokenizerMetadata(
                model,
                tokens,
                types,
                bos,
                eos,
                bos != null && metadata.flag(PREFIX + "add_bos_token").orElse(bosByDefault),
                eos != null && metadata.flag(PREFIX + "add_eos_token").orElse(false));
    }

    private static void requireDistinct(List<String> tokens) {
        Map<String, Integer> ids = new HashMap<>();
        for (int id = 0; id < tokens.size(); id++) {
            Integer before = ids.put(tokens.get(id), id);
            if (before != null) {
                throw new InvalidInput(
                        "the vocabulary has '" + tokens.get(id) + "' twice, as " + before + " and " + id);
            }
        }
    }

    private static List<TokenType> types(Metadata metadata, List<String> tokens) {
        List<TokenType> types = new ArrayList<>();
        List<Double> numbers = metadata.numbers(PREFIX + "token_type").orElse(List.of());
        if (!numbers.isEmpty() && numbers.size() != tokens.size()) {
            throw new InvalidInput("the vocabulary has " + tokens.size() + " tokens and " + numbers.size() + " types");
        }
        for (int id = 0; id < tokens.size(); id++) {
            types.add(numbers.isEmpty() ? TokenType.NORMAL : TokenType.of(numbers.get(id), tokens.get(id)));
        }
        return types;
    }

    /** @param byDefault −1 for none */
    private static @Nullable Integer id(Metadata metadata, String key, int tokens, int byDefault) {
        long id = metadata.whole(PREFIX + key).orElse((long) byDefault);
        if (id == -1 && !metadata.has(PREFIX + key)) {
            return null;
        }
        if (id < 0 || id >= tokens) {
            throw new InvalidInput(PREFIX + key + " is " + id + ", and there are " + tokens + " tokens");
        }
        return (int) id;
    }

    /** The text of {@code bos}; empty if there is none. */
    public String bosText() {
        return bos == null ? "" : tokens.get(bos);
    }

    /** The text of {@code eos}; empty if there is none. */
    public String eosText() {
        return eos == null ? "" : tokens.get(eos);
    }

    /** The ids of the tokens that end an answer: {@code eos}, and the end of a turn where the file names one. */
    public List<Integer> ends(Metadata metadata) {
        List<Integer> ends = new ArrayList<>();
        if (eos != null) {
            ends.add(eos);
        }
        for (String key : List.of("eot_token_id", "eom_token_id")) {
            Optional.ofNullable(id(metadata, key, tokens.size(), -1))
                    .filter(id -> !ends.contains(id))
                    .ifPresent(ends::add);
        }
        return ends;
    }
}
