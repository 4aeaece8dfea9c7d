package dev.nearside.browser.js;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.teavm.jso.JSBody;
import org.teavm.jso.typedarrays.ArrayBufferView;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * Copies whole arrays between Java and JavaScript through one direct buffer, which grows and is never given back, as
 * TeaVM frees direct memory only when the collector runs. A view into it holds only until it grows: it never leaves
 * this class.
 */
public final class HostMemory {
    private static final int FIRST = 1 << 16;
    private ByteBuffer staging = allocate(FIRST);

    private static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private ByteBuffer staging(int bytes) {
        if (staging.capacity() < bytes) {
            staging = allocate(Math.max(bytes, 2 * staging.capacity()));
        }
        ByteBuffer ready = staging;
        ready.clear();
        return ready;
    }

    /** Copies the view's elements, which must be 32-bit floats, to a new array. */
    public float[] copyFloats(ArrayBufferView view) {
        float[] copy = new float[view.getByteLength() / 4];
        receive(view).asFloatBuffer().get(copy);
        return copy;
    }

    /** Copies the view's elements, which must be 64-bit floats, to a new array. */
    public double[] copyDoubles(ArrayBufferView view) {
        double[] copy = new double[view.getByteLength() / 8];
        receive(view).asDoubleBuffer().get(copy);
        return copy;
    }

    /** Copies the view's 64-bit integers to a new array. */
    public long[] copyLongs(ArrayBufferView view) {
        long[] copy = new long[view.getByteLength() / 8];
        receive(view).asLongBuffer().get(copy);
        return copy;
    }

    /** Copies the view's 32-bit integers to a new array. */
    public int[] copyInts(ArrayBufferView view) {
        int[] copy = new int[view.getByteLength() / 4];
        receive(view).asIntBuffer().get(copy);
        return copy;
    }

    /** Copies the view's 16-bit elements to a new array. */
    public short[] copyShorts(ArrayBufferView view) {
        short[] copy = new short[view.getByteLength() / 2];
        receive(view).asShortBuffer().get(copy);
        return copy;
    }

    /** Copies the view's bytes to a new array. */
    public byte[] copyBytes(ArrayBufferView view) {
        return copyBytes(view, new byte[view.getByteLength()]);
    }

    /** As {@link #copyBytes(ArrayBufferView)}, over the content of that array if it is as long, else in a new one. */
    public byte[] copyBytes(ArrayBufferView view, byte[] into) {
        byte[] copy = into.length == view.getByteLength() ? into : new byte[view.getByteLength()];
        receive(view).get(copy);
        return copy;
    }

    private ByteBuffer receive(ArrayBufferView view) {
        ByteBuffer buffer = staging(view.getByteLength());
        copyInto(Int8Array.fromJavaBuffer(buffer), view);
        return buffer;
    }

    /** A new typed array's worth of bytes with the floats, for {@code new Float32Array(buffer)}. */
    public Int8Array send(float[] values) {
        ByteBuffer buffer = staging(4 * values.length);
        buffer.asFloatBuffer().put(values);
        return detach(buffer, 4 * values.length);
    }

    /** Shows the floats' bytes to JavaScript code that copies them. */
    public void lend(float[] values, View view) {
        ByteBuffer buffer = staging(4 * values.length);
        buffer.asFloatBuffer().put(values);
        view.use(Int8Array.fromJavaBuffer(buffer));
    }

    /** Shows the longs' bytes to JavaScript code that copies them. */
    public void lend(long[] values, View view) {
        ByteBuffer buffer = staging(8 * values.length);
        buffer.asLongBuffer().put(values);
        view.use(Int8Array.fromJavaBuffer(buffer));
    }

    /** Shows the integers' bytes to JavaScript code that copies them. */
    public void lend(int[] values, View view) {
        ByteBuffer buffer = staging(4 * values.length);
        buffer.asIntBuffer().put(values);
        view.use(Int8Array.fromJavaBuffer(buffer));
    }

    /** As many floats as the array has, from JavaScript code that writes their bytes. */
    public void borrow(float[] values, View view) {
        ByteBuffer buffer = staging(4 * values.length);
        view.use(Int8Array.fromJavaBuffer(buffer));
        buffer.asFloatBuffer().get(values);
    }

    /** What uses the staging memory, which is at least as long as was asked for, before it returns. */
    @FunctionalInterface
    public interface View {
        void use(Int8Array staging);
    }

    /** The doubles' bytes in a new JavaScript array. */
    public Int8Array send(double[] values) {
        ByteBuffer buffer = staging(8 * values.length);
        buffer.asDoubleBuffer().put(values);
        return detach(buffer, 8 * values.length);
    }

    /** The longs' bytes in a new JavaScript array. */
    public Int8Array send(long[] values) {
        ByteBuffer buffer = staging(8 * values.length);
        buffer.asLongBuffer().put(values);
        return detach(buffer, 8 * values.length);
    }

    /** The integers' bytes in a new JavaScript array. */
    public Int8Array send(int[] values) {
        ByteBuffer buffer = staging(4 * values.length);
        buffer.asIntBuffer().put(values);
        return detach(buffer, 4 * values.length);
    }

    /** The 16-bit values' bytes in a new JavaScript array. */
    public Int8Array send(short[] values) {
        ByteBuffer buffer = staging(2 * values.length);
        buffer.asShortBuffer().put(values);
        return detach(buffer, 2 * values.length);
    }

    /** The bytes in a new JavaScript array. */
    public Int8Array send(byte[] values) {
        ByteBuffer buffer = staging(values.length);
        buffer.put(values);
        return detach(buffer, values.length);
    }

    private static Int8Array detach(ByteBuffer buffer, int bytes) {
        buffer.clear();
        return slice(Int8Array.fromJavaBuffer(buffer), bytes);
    }

    @JSBody(
            params = {"view", "bytes"},
            script = "return view.slice(0, bytes);")
    private static native Int8Array slice(Int8Array view, int bytes);

    @JSBody(
            params = {"target", "source"},
            script = "target.set(new Int8Array(source.buffer, source.byteOffset, source.byteLength));")
    private static native void copyInto(Int8Array target, ArrayBufferView source);
}
