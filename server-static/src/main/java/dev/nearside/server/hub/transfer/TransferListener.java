package dev.nearside.server.hub.transfer;

/** Hears how a transfer goes, on the thread that does it. */
public interface TransferListener {

    /** Hears nothing and never cancels. */
    TransferListener SILENT = new TransferListener() {
        @Override
        public void total(long bytes) {}

        @Override
        public void file(String path) {}

        @Override
        public void bytes(long count) {}

        @Override
        public void note(String text) {}

        @Override
        public void checkCancelled() {}
    };

    /** So many bytes are to come in all; what was counted before does not count. */
    void total(long bytes);

    /** This file is worked on now. */
    void file(String path);

    /** So many more bytes are here; negative where bytes that were counted have to come again. */
    void bytes(long count);

    /** Something that a person may want to know, for example that a connection broke and is made anew. */
    void note(String text);

    /**
     * Ends the work if it is no longer wanted.
     *
     * @throws dev.nearside.error.Cancelled if so
     */
    void checkCancelled();
}
