package dev.nearside.tensor;

/**
 * A tensor on the host or on a device. Whoever received it closes it; a device tensor holds a GPU buffer until then.
 * Not thread-safe.
 */
public interface Tensor extends AutoCloseable {

    /** Where the elements are. */
    enum Location {
        /** In this program's memory. */
        HOST,
        /** In the runtime's own memory, such as a GPU buffer; reading it takes {@link Tensor#toHost()}. */
        DEVICE
    }

    ElementType type();

    Shape shape();

    Location location();

    /**
     * The elements on the host: this tensor itself if it is there already, else a download (which may block). This
     * tensor stays valid and stays the caller's to close.
     */
    HostTensor toHost();

    /** Releases what the tensor holds. Closing twice is harmless. */
    @Override
    void close();
}
