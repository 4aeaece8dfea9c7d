package dev.nearside.generation;

/**
 * What a device has for a model in a tab.
 *
 * @param bytes the device's memory as the browser tells it, rounded and cut off by it; 0 where it does not
 * @param largestBuffer bytes that one buffer of the GPU can bind; 0 where there is no GPU
 */
public record DeviceMemory(long bytes, long largestBuffer) {
    /** Of a 32-bit WebAssembly memory. */
    static final long HEAP = 4L << 30;

    private static final long USUAL = 4L << 30;

    public DeviceMemory {
        if (bytes < 0 || largestBuffer < 0) {
            throw new IllegalArgumentException("bytes are 0 or more, not " + bytes + " and " + largestBuffer);
        }
    }

    /** What a tab should take at most: half of the device's, or of 4 GiB where the browser does not tell. */
    public long forTab() {
        return (bytes == 0 ? USUAL : bytes) / 2;
    }
}
