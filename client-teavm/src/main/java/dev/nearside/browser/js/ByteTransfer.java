package dev.nearside.browser.js;

import java.util.Arrays;
import org.teavm.jso.JSBody;
import org.teavm.jso.typedarrays.Int8Array;
import org.teavm.jso.typedarrays.Uint8Array;

/**
 * Copies bytes of any number between Java and JavaScript, a megabyte at a time, so that {@link HostMemory}, which never
 * shrinks, stays small.
 */
public final class ByteTransfer {
    private static final int STEP = 1 << 20;
    private final HostMemory memory;

    public ByteTransfer(HostMemory memory) {
        this.memory = memory;
    }

    /** The bytes in a Java array. */
    public byte[] copy(Uint8Array source) {
        byte[] copy = new byte[source.getLength()];
        for (int at = 0; at < copy.length; at += STEP) {
            int length = Math.min(STEP, copy.length - at);
            System.arraycopy(memory.copyBytes(part(source, at, at + length)), 0, copy, at, length);
        }
        return copy;
    }

    /** The bytes in a new JavaScript array. */
    public Uint8Array send(byte[] bytes) {
        Uint8Array target = new Uint8Array(bytes.length);
        for (int at = 0; at < bytes.length; at += STEP) {
            int end = Math.min(bytes.length, at + STEP);
            put(target, at, memory.send(Arrays.copyOfRange(bytes, at, end)));
        }
        return target;
    }

    @JSBody(
            params = {"source", "from", "to"},
            script = "return source.subarray(from, to);")
    private static native Uint8Array part(Uint8Array source, int from, int to);

    @JSBody(
            params = {"target", "at", "bytes"},
            script = "target.set(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength), at);")
    private static native void put(Uint8Array target, int at, Int8Array bytes);
}
