package dev.nearside.server.gguf.tokenizer;

import dev.nearside.error.InvalidInput;
import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonValue;
import dev.nearside.server.gguf.format.Metadata;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * SentencePiece keeps no merges: of all neighbours it joins those whose token has the highest score. The same comes of the
 * list of every pair that makes a token, the highest score first, as Hugging Face's own conversion makes it.
 */
final class ScoredMerges {
    private static final Comparator<Merge> HIGHEST_FIRST = Comparator.comparingDouble(Merge::score)
            .thenComparingInt(merge -> merge.left().length())
            .thenComparingInt(merge -> merge.right().length())
            .reversed();

    private ScoredMerges() {}

    private record Merge(String left, String right, double score) {}

    static JsonArray of(Metadata metadata, TokenizerMetadata tokenizer) {
        List<String> tokens = tokenizer.tokens();
        List<Double> scores =
                metadata.numbers("tokenizer.ggml.scores").orElseThrow(() -> metadata.missing("tokenizer.ggml.scores"));
        if (scores.size() != tokens.size()) {
            throw new InvalidInput("the vocabulary has " + tokens.size() + " tokens and " + scores.size() + " scores");
        }
        Map<String, Integer> ids = new HashMap<>();
        for (int id = 0; id < tokens.size(); id++) {
            if (isMerged(tokenizer.types().get(id))) {
                ids.put(tokens.get(id), id);
            }
        }
        List<Merge> merges = new ArrayList<>();
        for (Map.Entry<String, Integer> token : ids.entrySet()) {
            addTo(merges, token.getKey(), scores.get(token.getValue()), ids);
        }
        // What has the same score and lengths keeps the order of its ids.
        merges.sort(Comparator.comparingInt((Merge merge) -> idOf(merge.left() + merge.right(), ids))
                .thenComparingInt(merge -> idOf(merge.left(), ids)));
        merges.sort(HIGHEST_FIRST);
        List<JsonValue> json = new ArrayList<>();
        for (Merge merge : merges) {
            json.add(JsonArray.ofStrings(List.of(merge.left(), merge.right())));
        }
        return new JsonArray(json);
    }

    private static boolean isMerged(TokenType type) {
        return type == TokenType.NORMAL || type == TokenType.USER_DEFINED;
    }

    private static void addTo(List<Merge> merges, String token, double score, Map<String, Integer> ids) {
        for (int at = 1; at < token.length(); at++) {
            if (Character.isLowSurrogate(token.charAt(at))) {
                continue;
            }
            String left = token.substring(0, at);
            String right = token.substring(at);
            if (ids.containsKey(left) && ids.containsKey(right)) {
                merges.add(new Merge(left, right, score));
            }
        }
    }

    private static int idOf(String token, Map<String, Integer> ids) {
        Integer id = ids.get(token);
        if (id == null) {
            throw new IllegalStateException(token);
        }
        return id;
    }
}
