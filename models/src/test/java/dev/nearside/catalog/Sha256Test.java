package dev.nearside.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Sha256Test {

    @Test
    void theStandardsExampleComesOut() {
        assertThat(Sha256.hexOf("abc".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyLengthInAnyPiecesHashesAsTheJdkDoes(long seed) throws Exception {
        Random random = new Random(seed);
        for (int length = 0; length < 300; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);

            Sha256 hash = new Sha256();
            int at = 0;
            while (at < length) {
                int count = 1 + random.nextInt(length - at);
                hash.update(bytes, at, count);
                at += count;
            }

            assertThat(hash.digest())
                    .as("seed %s, length %s", seed, length)
                    .isEqualTo(MessageDigest.getInstance("SHA-256").digest(bytes));
        }
    }

    @Test
    void aRangeOutsideTheArrayIsRefused() {
        Sha256 hash = new Sha256();

        assertThatThrownBy(() -> hash.update(new byte[4], 2, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> hash.update(new byte[4], Integer.MAX_VALUE, 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void theDigestIsTakenOnce() {
        Sha256 hash = new Sha256();
        assertThat(hash.hex()).startsWith("e3b0c442");

        assertThatThrownBy(hash::hex).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> hash.update(new byte[1], 0, 1)).isInstanceOf(IllegalStateException.class);
    }
}
