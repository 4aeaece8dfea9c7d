package dev.nearside.server.chat;

import dev.nearside.server.files.HostedModel;
import java.util.concurrent.CompletableFuture;

/** A model that is in memory or on its way there. All but {@link #loaded} is guarded by the shelf's monitor. */
final class Slot {
    private final HostedModel model;
    private final String version;
    private final CompletableFuture<LoadedChat> loaded = new CompletableFuture<>();
    /** Of memory, 0 until it is granted. */
    long bytes;

    /** Requests that wait for it or use it. */
    int users;

    /** Nobody may begin to use it: it is released when the last one leaves. */
    boolean retired;

    long lastUsed;

    Slot(HostedModel model) {
        this.model = model;
        this.version = versionOf(model);
    }

    /** Another one when any of its files is another. */
    static String versionOf(HostedModel model) {
        return model.catalogEntry().manifest();
    }

    HostedModel model() {
        return model;
    }

    String id() {
        return model.manifest().id();
    }

    boolean isOf(HostedModel other) {
        return version.equals(versionOf(other));
    }

    /** Done when it is loaded, or cannot be. */
    CompletableFuture<LoadedChat> loaded() {
        return loaded;
    }

    boolean isLoaded() {
        return loaded.isDone() && !loaded.isCompletedExceptionally();
    }

    /** Whether it can be released now. */
    boolean isIdle() {
        return users == 0 && isLoaded();
    }

    /** Releases it, if it was ever loaded. */
    void close() {
        if (isLoaded()) {
            loaded.join().close();
        }
    }
}
