package dev.nearside.server.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.error.InvalidInput;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import dev.nearside.server.gguf.format.GgufFile;
import dev.nearside.server.gguf.tokenizer.TokenizerJson;
import dev.nearside.server.gguf.tokenizer.TokenizerMetadata;
import dev.nearside.tokenizer.Family;
import dev.nearside.tokenizer.Tokenizer;
import dev.nearside.tokenizer.Tokenizers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokenizers that go through a GGUF file's metadata, as llama.cpp's converter writes it, against the files they are from. */
class TokenizerTest {
    private static final int NORMAL = 1;
    private static final int UNKNOWN = 2;
    private static final int CONTROL = 3;
    private static final int USER_DEFINED = 4;
    private static final int BYTE = 6;

    private static final List<String> TEXTS = List.of(
            "Hello world",
            " leading and  double   spaces \n\n and\ttabs ",
            "It's 2026, isn't it? I'LL pay 1234567.89 €!",
            "Zażółć gęślą jaźń — 日本語のテキスト, עברית, हिन्दी",
            "emoji 👩‍👩‍👧‍👦 and \u0301combining é",
            "<|im_start|>user\n<s>[INST] x</s><|eot_id|><|endoftext|>",
            "for (int i = 0; i < n; i++) { sum += a[i] * b[i]; } // ∑",
            "");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"LLAMA_3, gpt2, llama-bpe", "QWEN_3, gpt2, qwen2", "LLAMA_2, llama, default"})
    void idsAreThoseOfTheFileThatTheMetadataIsMadeOf(Family family, String model, String pre) throws Exception {
        Tokenizer original = Tokenizers.fromJson(family.json());
        GgufDraft draft = draft(Json.read(family.json()), original.vocabularySize(), model)
                .put("tokenizer.ggml.pre", pre);

        Tokenizer converted = convert(draft);

        for (String text : TEXTS) {
            int[] ids = converted.encode(text, false).copyIds();
            assertThat(ids).as(text).isEqualTo(original.encode(text, false).copyIds());
            assertThat(converted.decode(ids, false)).isEqualTo(original.decode(ids, false));
        }
    }

    /** What {@code convert_hf_to_gguf.py} makes of a {@code tokenizer.json}. */
    private static GgufDraft draft(JsonCursor json, int size, String model) {
        String[] tokens = new String[size];
        Integer[] types = new Integer[size];
        for (int id = 0; id < size; id++) {
            tokens[id] = "[PAD" + id + "]";
            types[id] = 5;
        }
        json.field("model").field("vocab").fields().forEach((token, id) -> {
            tokens[id.asInt()] = token;
            types[id.asInt()] = token.matches("<0x[0-9A-F]{2}>") && model.equals("llama") ? BYTE : NORMAL;
        });
        for (JsonCursor added : json.field("added_tokens").items()) {
            String content = added.field("content").asString();
            tokens[added.field("id").asInt()] = content;
            int special = content.equals("<unk>") ? UNKNOWN : CONTROL;
            types[added.field("id").asInt()] = added.field("special").asBoolean() ? special : USER_DEFINED;
        }
        GgufDraft draft = new GgufDraft()
                .put("tokenizer.ggml.model", model)
                .put("tokenizer.ggml.tokens", List.of(tokens))
                .put("tokenizer.ggml.token_type", List.of(types));
        if (model.equals("llama")) {
            List<Float> scores = new ArrayList<>();
            for (int id = 0; id < size; id++) {
                // The piece that was learnt first has the highest score; those of spaces alone came last.
                boolean spaces = tokens[id].matches("\u2581{2,}");
                scores.add(id < 259 ? 0f : spaces ? -1e9f : 259f - id);
            }
            return draft.put("tokenizer.ggml.scores", scores);
        }
        List<String> merges = new ArrayList<>();
        for (JsonCursor merge : json.field("model").field("merges").items()) {
            merges.add(merge.value().kind().equals("an array") ? String.join(" ", merge.strings()) : merge.asString());
        }
        return draft.put("tokenizer.ggml.merges", merges);
    }

    private Tokenizer convert(GgufDraft draft) throws Exception {
        try (GgufFile file = GgufFile.open(draft.write(folder.resolve("vocabulary.gguf")))) {
            TokenizerMetadata metadata = TokenizerMetadata.read(file.metadata());
            return Tokenizers.fromJson(TokenizerJson.of(file.metadata(), metadata));
        }
    }

    @Test
    void llamaThreeBeginsEveryTextWithItsToken() throws Exception {
        GgufDraft draft = TinyLlama.standard().draft().put("tokenizer.ggml.pre", "llama-bpe");

        int[] ids = convert(draft.without("tokenizer.ggml.add_bos_token"))
                .encode("of")
                .copyIds();

        assertThat(ids[0]).isEqualTo(TinyLlama.TURN_START);
    }

    @Test
    void digitsOfSmolLmStandAlone() throws Exception {
        Tokenizer tokenizer = convert(TinyLlama.standard().draft());

        int[] ids = tokenizer.encode("the 12 people<|im_end|>").copyIds();

        assertThat(Arrays.stream(ids).mapToObj(id -> tokenizer.tokenOf(id).orElseThrow()))
                .containsExactly("t", "h", "e", "Ġ", "1", "2", "Ġpeople", "<|im_end|>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tokenizer.ggml.pre | tekken | 'tekken'",
                "tokenizer.ggml.model | bert | kind 'bert'",
                "tokenizer.ggml.bos_token_id | x | is a string and not an integer"
            })
    void whatIsNotKnownIsNamed(String key, String value, String message) {
        GgufDraft draft = TinyLlama.standard().draft().put(key, value);

        assertThatThrownBy(() -> convert(draft))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(message);
    }

    @Test
    void aMissingNameOfTheWayToCutIsNamed() {
        GgufDraft draft = TinyLlama.standard().draft().without("tokenizer.ggml.pre");

        assertThatThrownBy(() -> convert(draft))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("tokenizer.ggml.pre");
    }

    @Test
    void anIdBeyondTheVocabularyIsNamed() {
        GgufDraft draft = TinyLlama.standard().draft().put("tokenizer.ggml.eos_token_id", 99_999);

        assertThatThrownBy(() -> convert(draft))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("eos_token_id is 99999");
    }
}
