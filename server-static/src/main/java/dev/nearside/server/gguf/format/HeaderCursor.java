package dev.nearside.server.gguf.format;

import dev.nearside.error.InvalidInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads the header's numbers and strings from front to back and never beyond its end. */
final class HeaderCursor {
    private final ByteBuffer bytes;

    /** @param bytes the file's beginning, as long as a header may be */
    HeaderCursor(ByteBuffer bytes) {
        this.bytes = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    long position() {
        return bytes.position();
    }

    int remaining() {
        return bytes.remaining();
    }

    byte int8(String what) {
        require(1, what);
        return bytes.get();
    }

    short int16(String what) {
        require(2, what);
        return bytes.getShort();
    }

    int int32(String what) {
        require(4, what);
        return bytes.getInt();
    }

    long int64(String what) {
        require(8, what);
        return bytes.getLong();
    }

    /** A number of things of which each takes at least so many bytes: more than the header can hold is a lie. */
    int count(String what, int smallest) {
        long count = int64("the number of " + what);
        if (count < 0 || count > bytes.remaining() / smallest) {
            throw new InvalidInput("the header claims " + Long.toUnsignedString(count) + " " + what + ", and only "
                    + bytes.remaining() + " bytes follow");
        }
        return (int) count;
    }

    String string(String what, int longest) {
        long length = int64("the length of " + what);
        if (length < 0 || length > bytes.remaining()) {
            throw new InvalidInput("the header claims " + Long.toUnsignedString(length) + " bytes for " + what
                    + ", and only " + bytes.remaining() + " follow");
        }
        if (length > longest) {
            throw new InvalidInput(what + " takes " + length + " bytes; at most " + longest + " are allowed");
        }
        byte[] utf8 = new byte[(int) length];
        bytes.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private void require(int length, String what) {
        if (bytes.remaining() < length) {
            throw new InvalidInput("the file ends in the middle of its header, before " + what);
        }
    }
}
