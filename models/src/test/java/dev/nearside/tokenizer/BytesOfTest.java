package dev.nearside.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BytesOfTest {
    private static final String TEXT = "say \"Hello, wörld\": 😀 日本語 🏳️‍🌈 {\"a\": [1, 2.5e3]}\n\tend";

    @ParameterizedTest
    @EnumSource(names = "MINILM", mode = EnumSource.Mode.EXCLUDE)
    void theBytesOfTokensJoinToTheText(Family family) {
        Tokenizer tokenizer = Tokenizers.fromJson(family.json());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        for (int id : tokenizer.encode(TEXT, false).copyIds()) {
            bytes.writeBytes(tokenizer.bytesOf(id));
        }

        // Llama 2 puts a space before a text, and takes it away again when it decodes.
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isIn(TEXT, " " + TEXT);
    }

    @ParameterizedTest
    @EnumSource
    void specialTokensAndIdsWithoutTokenStandForNoBytes(Family family) {
        Tokenizer tokenizer = Tokenizers.fromJson(family.json());

        assertThat(tokenizer.bytesOf(-1)).isEmpty();
        assertThat(tokenizer.bytesOf(tokenizer.vocabularySize())).isEmpty();
        for (String special : new String[] {"<|im_end|>", "<|eot_id|>", "[CLS]"}) {
            tokenizer.idOf(special).ifPresent(id -> assertThat(tokenizer.bytesOf(id))
                    .isEmpty());
        }
    }
}
