package dev.nearside.server.upstream.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventReaderTest {
    private static final EventReader.Bounds SMALL = new EventReader.Bounds(32, 48, 200);

    private final List<String> events = new ArrayList<>();
    private final EventReader reader =
            new EventReader((type, data) -> events.add(type + "|" + data), EventReader.Bounds.DEFAULT);

    private void feed(String text) throws EventTooLong {
        reader.feed(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void linesEndInAnyOfThreeWays(String end) throws EventTooLong {
        feed("event: error#data: a#data:b##data: c##".replace("#", end));

        assertThat(events).containsExactly("error|a\nb", "|c");
    }

    @Test
    void anEventIsHandedOnWithItsBlankLineAndNotLater() throws EventTooLong {
        feed("data: a\r\n");
        assertThat(events).isEmpty();

        feed("\r");

        assertThat(events).containsExactly("|a");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void cuttingTheBytesAnywhereChangesNothing(long seed) throws EventTooLong {
        String text =
                "\uFEFFdata: Grüße 👋🏽\r\n\r\n: ping\r\nid: 4\r\nretry: 9\r\ndata: 漢字\ndata\ndata:  x\r\rdata: ∑\n\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Random random = new Random(seed);

        for (int from = 0; from < bytes.length; ) {
            int length = Math.min(bytes.length - from, random.nextInt(4));
            reader.feed(ByteBuffer.wrap(bytes, from, length));
            from += length;
        }

        assertThat(events).containsExactly("|Grüße 👋🏽", "|漢字\n\n x", "|∑");
    }

    @Test
    void anEventWithoutDataOrWithoutItsBlankLineIsNone() throws EventTooLong {
        feed("event: ping\n\n: comment\n\ndata: half");

        assertThat(events).isEmpty();
    }

    @Test
    void theTypeOfAnEventIsNotThatOfTheNext() throws EventTooLong {
        feed("event: a\n\ndata: b\n\n");

        assertThat(events).containsExactly("|b");
    }

    @Test
    void aLineBeyondItsBoundIsRefused() {
        EventReader small = new EventReader((type, data) -> events.add(data), SMALL);

        assertThatThrownBy(
                        () -> small.feed(ByteBuffer.wrap(("data: " + "x".repeat(27)).getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(EventTooLong.class)
                .hasMessage("a line is longer than 32 bytes");
    }

    @Test
    void anEventOfManyLinesBeyondItsBoundIsRefused() {
        EventReader small = new EventReader((type, data) -> events.add(data), SMALL);
        String line = "data: " + "x".repeat(20) + "\n";

        assertThatThrownBy(() -> small.feed(ByteBuffer.wrap(line.repeat(3).getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(EventTooLong.class)
                .hasMessage("an event is longer than 48 bytes");
    }

    @Test
    void commentsMayBeLongButNotWithoutEnd() throws EventTooLong {
        EventReader small = new EventReader((type, data) -> events.add(data), SMALL);
        small.feed(ByteBuffer.wrap((":" + "x".repeat(150) + "\n").getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> small.feed(ByteBuffer.wrap("x".repeat(100).getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(EventTooLong.class)
                .hasMessage("the stream is longer than 200 bytes");
    }
}
