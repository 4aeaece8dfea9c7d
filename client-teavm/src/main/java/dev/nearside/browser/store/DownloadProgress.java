package dev.nearside.browser.store;

/** Told how far a download is. */
@FunctionalInterface
public interface DownloadProgress {

    /**
     * So much is here.
     *
     * @param path the file within the model
     * @param loaded bytes of the model that are here, over all of its files
     * @param total bytes of all of its files
     */
    void at(String path, long loaded, long total);
}
