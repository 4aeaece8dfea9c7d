package dev.nearside.server.upstream.sse;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads server-sent events out of bytes, however they are cut: each event is handed on as soon as its blank line is there. Lines
 * end with CR, LF or both; a byte order mark, comments, {@code id} and {@code retry} are passed over; a last event without
 * its blank line is none (HTML Living Standard, 9.2.6). Not thread-safe.
 *
 * <pre>{@code
 * EventReader reader = new EventReader((type, data) -> System.out.println(data), EventReader.Bounds.DEFAULT);
 * reader.feed(ByteBuffer.wrap("data: {\"a\":1}\n\n".getBytes(UTF_8)));  // {"a":1}
 * }</pre>
 */
public final class EventReader {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final EventListener listener;
    private final Bounds bounds;
    private final Line line = new Line();
    private final StringBuilder data = new StringBuilder();
    private String type = "";
    private boolean hasData;
    private boolean afterCarriageReturn;
    private long total;

    /**
     * How much is taken, in bytes.
     *
     * @param line of a line that is no comment; comments are dropped as they come
     * @param event of all data of one event
     * @param total of the stream, comments included
     */
    public record Bounds(int line, int event, long total) {
        /** 1 MiB, 4 MiB, 64 MiB. */
        public static final Bounds DEFAULT = new Bounds(1 << 20, 4 << 20, 64L << 20);
    }

    public EventReader(EventListener listener, Bounds bounds) {
        this.listener = listener;
        this.bounds = bounds;
    }

    /**
     * Takes the next bytes.
     *
     * @throws EventTooLong if a bound is passed; nothing more can be read then
     */
    public void feed(ByteBuffer bytes) throws EventTooLong {
        total += bytes.remaining();
        if (total > bounds.total()) {
            throw new EventTooLong("the stream", bounds.total());
        }
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            boolean secondHalf = next == '\n' && afterCarriageReturn;
            afterCarriageReturn = next == '\r';
            if (next == '\r' || (next == '\n' && !secondHalf)) {
                endLine();
            } else if (!secondHalf) {
                line.add(next);
            }
        }
    }

    private void endLine() throws EventTooLong {
        boolean comment = line.isComment();
        String text = line.end();
        if (comment) {
            return;
        }
        if (text.isEmpty()) {
            endEvent();
            return;
        }
        int colon = text.indexOf(':');
        String field = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        take(field, value.startsWith(" ") ? value.substring(1) : value);
    }

    private void take(String field, String value) throws EventTooLong {
        if (field.equals("event")) {
            type = value;
        } else if (field.equals("data")) {
            if (data.length() + value.length() > bounds.event()) {
                throw new EventTooLong("an event", bounds.event());
            }
            data.append(hasData ? "\n" : "").append(value);
            hasData = true;
        }
    }

    private void endEvent() {
        String endedType = type;
        String ended = data.toString();
        type = "";
        hasData = false;
        data.setLength(0);
        data.trimToSize();
        if (!ended.isEmpty()) {
            listener.onEvent(endedType, ended);
        }
    }

    /** The bytes of the line that is being read. A character cut in two is whole again when its line is. */
    private final class Line {
        private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean first = true;
        private boolean comment;

        void add(byte next) throws EventTooLong {
            if (comment) {
                return;
            }
            if (bytes.size() == 0 && next == ':') {
                comment = true;
                return;
            }
            if (bytes.size() >= bounds.line()) {
                throw new EventTooLong("a line", bounds.line());
            }
            bytes.write(next);
            if (first && bytes.size() == BYTE_ORDER_MARK.length) {
                skipByteOrderMark();
            }
        }

        private void skipByteOrderMark() {
            first = false;
            if (Arrays.equals(bytes.toByteArray(), BYTE_ORDER_MARK)) {
                bytes.reset();
            }
        }

        boolean isComment() {
            return comment;
        }

        String end() {
            String text = bytes.toString(StandardCharsets.UTF_8);
            // A long line's memory is not kept for the short ones that follow.
            bytes = new ByteArrayOutputStream();
            comment = false;
            first = false;
            return text;
        }
    }
}
