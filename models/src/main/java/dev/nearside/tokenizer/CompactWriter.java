package dev.nearside.tokenizer;

import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonString;
import dev.nearside.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compiles a {@code tokenizer.json}. The compact form is
 *
 * <pre>
 * "NSTK", version (1 byte)
 * length, the JSON without vocabulary and merges (UTF-8)
 * count of ids; for each id in order: length + 1 and the token (UTF-8), or 0 if no token has the id
 * BPE:     count of merges; for each in order: left id, right id, the result's id less that of the merge before
 * Unigram: for each id in order its score (64-bit float, highest byte first)
 * CRC-32 of all that (4 bytes, highest byte first)
 * </pre>
 *
 * Numbers are unsigned LEB128, differences zigzag. It is read in one pass, without any object for a token.
 */
final class CompactWriter {
    static final byte[] MAGIC = {'N', 'S', 'T', 'K'};
    static final int VERSION = 1;

    private byte[] bytes = new byte[1 << 16];
    private int size;

    private CompactWriter() {}

    static byte[] write(String tokenizerJson) {
        JsonCursor file = Json.read(tokenizerJson);
        JsonCursor model = file.field("model");
        String type = typeOf(model);
        CompactWriter out = new CompactWriter();
        out.raw(MAGIC);
        out.raw(new byte[] {VERSION});
        out.text(Json.write(settings(file, model, type)));
        switch (type) {
            case "WordPiece" -> {
                refuseMoved(file, model.field("vocab"));
                out.vocabulary(byId(model.field("vocab")));
            }
            case "BPE" -> {
                refuseMoved(file, model.field("vocab"));
                List<String> tokens = byId(model.field("vocab"));
                out.vocabulary(tokens);
                out.merges(model.field("merges"), tokens);
            }
            case "Unigram" -> out.scored(model.field("vocab"));
            default -> throw model.field("type").error("the model '" + type + "' is not supported");
        }
        int crc = Crc32.of(out.bytes, out.size);
        out.raw(new byte[] {(byte) (crc >> 24), (byte) (crc >> 16), (byte) (crc >> 8), (byte) crc});
        return Arrays.copyOf(out.bytes, out.size);
    }

    /** Old files do not say the type. */
    private static String typeOf(JsonCursor model) {
        return model.optional("type")
                .map(JsonCursor::asString)
                .orElseGet(() -> model.optional("merges").isPresent() ? "BPE" : "WordPiece");
    }

    private static JsonObject settings(JsonCursor file, JsonCursor model, String type) {
        Map<String, JsonValue> modelSettings =
                new LinkedHashMap<>(model.asObject().members());
        modelSettings.keySet().removeAll(List.of("vocab", "merges"));
        modelSettings.put("type", new JsonString(type));
        Map<String, JsonValue> all = new LinkedHashMap<>(file.asObject().members());
        all.put("model", new JsonObject(modelSettings));
        return new JsonObject(all);
    }

    /** Hugging Face would take the vocabulary's id for an added token, whatever the file says; better to ask. */
    private static void refuseMoved(JsonCursor file, JsonCursor vocab) {
        for (JsonCursor token :
                file.optional("added_tokens").map(JsonCursor::items).orElse(List.of())) {
            vocab.optional(token.field("content").asString())
                    .filter(known -> known.asInt() != token.field("id").asInt())
                    .ifPresent(known -> {
                        throw token.field("id").error("the vocabulary has the token as " + known.asInt());
                    });
        }
    }

    private static List<String> byId(JsonCursor vocab) {
        List<String> tokens = new ArrayList<>();
        vocab.fields().forEach((token, json) -> {
            int id = json.asInt();
            if (id < 0 || id > 1 << 24) {
                throw json.error("no id of a token: " + id);
            }
            while (tokens.size() <= id) {
                tokens.add(null);
            }
            if (tokens.set(id, token) != null) {
                throw json.error("two tokens have the id " + id);
            }
        });
        return tokens;
    }

    private void vocabulary(List<String> tokens) {
        number(tokens.size());
        for (String token : tokens) {
            if (token == null) {
                number(0);
            } else {
                byte[] utf8 = token.getBytes(StandardCharsets.UTF_8);
                number(utf8.length + 1);
                raw(utf8);
            }
        }
    }

    private void merges(JsonCursor merges, List<String> tokens) {
        Map<String, Integer> ids = new HashMap<>();
        for (int id = 0; id < tokens.size(); id++) {
            ids.put(tokens.get(id), id);
        }
        List<JsonCursor> items = merges.items();
        number(items.size());
        int previous = 0;
        for (JsonCursor item : items) {
            List<String> pair = pairOf(item);
            number(idIn(ids, pair.get(0), item));
            number(idIn(ids, pair.get(1), item));
            int result = idIn(ids, pair.get(0) + pair.get(1), item);
            int difference = result - previous;
            number(difference < 0 ? -2 * difference - 1 : 2 * difference);
            previous = result;
        }
    }

    /** {@code "a b"} or {@code ["a", "b"]}. */
    private static List<String> pairOf(JsonCursor merge) {
        if (merge.value().kind().equals("an array")) {
            List<String> pair = merge.strings();
            if (pair.size() != 2) {
                throw merge.error("a merge is of two tokens");
            }
            return pair;
        }
        String text = merge.asString();
        int space = text.indexOf(' ');
        if (space < 0 || space != text.lastIndexOf(' ')) {
            throw merge.error("a merge is two tokens and a space between, not '" + text + "'");
        }
        return List.of(text.substring(0, space), text.substring(space + 1));
    }

    private static int idIn(Map<String, Integer> ids, String token, JsonCursor merge) {
        Integer id = ids.get(token);
        if (id == null) {
            throw merge.error("the vocabulary has no token '" + token + "'");
        }
        return id;
    }

    private void scored(JsonCursor vocab) {
        List<String> tokens = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        for (JsonCursor item : vocab.items()) {
            List<JsonCursor> pair = item.items();
            if (pair.size() != 2) {
                throw item.error("expected a token and its score");
            }
            tokens.add(pair.get(0).asString());
            scores.add(pair.get(1).asDouble());
        }
        vocabulary(tokens);
        for (double score : scores) {
            long bits = Double.doubleToLongBits(score);
            for (int shift = 56; shift >= 0; shift -= 8) {
                raw(new byte[] {(byte) (bits >> shift)});
            }
        }
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        raw(utf8);
    }

    private void number(int value) {
        int rest = value;
        while (rest >= 128) {
            raw(new byte[] {(byte) (rest | 128)});
            rest >>>= 7;
        }
        raw(new byte[] {(byte) rest});
    }

    private void raw(byte[] more) {
        if (size + more.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (size + more.length));
        }
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }
}
