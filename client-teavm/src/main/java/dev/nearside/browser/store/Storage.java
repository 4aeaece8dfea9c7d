package dev.nearside.browser.store;

import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.OriginFolder;
import dev.nearside.browser.js.Promises;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** The folder of kept models, and answers of the browser's storage: what fails in it is {@link StorageFailed}. */
final class Storage {
    private static final String FOLDER = "nearside-models";

    private Storage() {}

    static OriginFolder open() {
        return value(OriginFolder.open(FOLDER));
    }

    /** The lock of a file, by its SHA-256. */
    static String lockName(String sha256) {
        return FOLDER + " " + sha256;
    }

    static <T extends JSObject> @Nullable T ask(JSPromise<T> promise) {
        try {
            return Promises.await(promise);
        } catch (JsFailure e) {
            throw new StorageFailed(e.name() + ": " + e.getMessage(), e);
        }
    }

    static <T extends JSObject> T value(JSPromise<T> promise) {
        T value = ask(promise);
        if (value == null) {
            throw new StorageFailed("the browser's storage gave no answer", null);
        }
        return value;
    }

    static void done(JSPromise<?> promise) {
        try {
            Promises.join(promise);
        } catch (JsFailure e) {
            throw new StorageFailed(e.name() + ": " + e.getMessage(), e);
        }
    }

    static void check(@Nullable String problem) {
        if (problem != null) {
            throw new StorageFailed(problem, null);
        }
    }

    /** Bytes that this origin may still keep, as the browser reckons. */
    static long free() {
        JSObject estimate = value(estimate());
        return (long) (JsObjects.number(estimate, "quota", 0) - JsObjects.number(estimate, "usage", 0));
    }

    /** {@code 23.1 MiB}. */
    static String amount(long bytes) {
        return Math.round(bytes / (double) (1 << 20) * 10) / 10.0 + " MiB";
    }

    @JSBody(script = "return self.navigator.storage.estimate();")
    private static native JSPromise<JSObject> estimate();
}
