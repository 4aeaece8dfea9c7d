package dev.nearside.server.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.http.HttpResponseException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @ValueSource(longs = {20260101, 42, 7})
    void everyRangeThatIsAnsweredLiesWithinTheFile(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            long length = 1 + random.nextLong(1000);
            long first = random.nextLong(length);
            long last = first + random.nextLong(2000);

            ByteRange range = ByteRange.parse("bytes=" + first + "-" + last, length)
                    .orElseThrow(() -> new AssertionError("seed " + seed));

            assertThat(range.first()).as("seed %d", seed).isEqualTo(first);
            assertThat(range.last()).as("seed %d", seed).isEqualTo(Math.min(last, length - 1));
        }
    }

    @Test
    void offsetsBeyondFourGigabytesAreExact() {
        long length = 10L << 30;

        assertThat(ByteRange.parse("bytes=5368709120-5368709121", length))
                .contains(new ByteRange(5368709120L, 5368709121L));
        assertThat(ByteRange.parse("bytes=-1", length)).contains(new ByteRange(length - 1, length - 1));
        assertThat(ByteRange.parse("bytes=0-9223372036854775808", length)).contains(new ByteRange(0, length - 1));
    }

    @Test
    void anEmptyFileHasNoRanges() {
        assertThatThrownBy(() -> ByteRange.parse("bytes=0-", 0)).isInstanceOf(HttpResponseException.class);
        assertThat(ByteRange.parse("bytes=-5", 0)).isEqualTo(Optional.empty());
    }
}
