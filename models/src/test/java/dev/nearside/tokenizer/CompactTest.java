package dev.nearside.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.error.InvalidInput;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompactTest {
    private static final long SEED = 5;

    @ParameterizedTest
    @EnumSource
    void theCompactFormIsSmallAndGivesTheSameTokens(Family family) {
        byte[] compact = Tokenizers.compact(family.json());

        Tokenizer fromCompact = Tokenizers.fromCompact(compact);
        Tokenizer fromJson = Tokenizers.fromJson(family.json());

        assertThat(compact.length).isLessThan(family.json().length() / 2);
        assertThat(fromCompact.vocabularySize()).isEqualTo(fromJson.vocabularySize());
        for (String text : HardTexts.random(SEED, 200)) {
            assertThat(fromCompact.encode(text).copyIds())
                    .isEqualTo(fromJson.encode(text).copyIds());
        }
        for (int id = 0; id < fromJson.vocabularySize(); id++) {
            assertThat(fromCompact.tokenOf(id)).isEqualTo(fromJson.tokenOf(id));
        }
    }

    @Test
    void compilingTwiceGivesTheSameBytes() {
        assertThat(Tokenizers.compact(Family.MINILM.json())).isEqualTo(Tokenizers.compact(Family.MINILM.json()));
    }

    @Test
    void anyChangedByteIsNoticed() {
        byte[] compact = Tokenizers.compact(Family.MINILM.json());
        Random random = new Random(SEED);

        for (int i = 0; i < 200; i++) {
            byte[] damaged = Arrays.copyOf(compact, compact.length);
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));

            assertThatThrownBy(() -> Tokenizers.fromCompact(damaged)).isInstanceOf(InvalidInput.class);
        }
    }

    @Test
    void aFileThatIsCutOffIsRefused() {
        byte[] compact = Tokenizers.compact(Family.MINILM.json());

        for (int length : new int[] {0, 1, 4, 5, 9, 100, compact.length / 2, compact.length - 1}) {
            assertThatThrownBy(() -> Tokenizers.fromCompact(Arrays.copyOf(compact, length)))
                    .isInstanceOf(InvalidInput.class);
        }
    }

    @Test
    void anotherVersionAndAnotherFileAreRefusedByName() {
        byte[] newer = Tokenizers.compact(Family.MINILM.json());
        newer[4]++;

        assertThatThrownBy(() -> Tokenizers.fromCompact(newer))
                .hasMessage("a compact tokenizer of version 2, but this reads version 1: compile it again");
        assertThatThrownBy(() -> Tokenizers.fromCompact(
                        "{\"version\": \"1.0\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .hasMessage("not a compact tokenizer: it does not start with NSTK");
    }
}
