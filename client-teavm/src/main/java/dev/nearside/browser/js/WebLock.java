package dev.nearside.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/**
 * A lock that all tabs and workers of this origin share. The browser frees it when its holder is gone.
 *
 * <p>Source: <a href="https://w3c.github.io/web-locks/">Web Locks API</a>.
 */
@JSClass(transparent = true)
public abstract class WebLock implements JSObject {

    /** The lock if it is free, or nothing. */
    @JSBody(
            params = "name",
            script = "return new Promise(function(resolve, reject) {"
                    + "  self.navigator.locks.request(name, {ifAvailable: true}, function(lock) {"
                    + "    return new Promise(function(free) { if (lock) { resolve({free: free}); } else { free(); resolve(null); } });"
                    + "  }).catch(reject);"
                    + "});")
    public static native JSPromise<WebLock> ifFree(String name);

    /** The lock as soon as it is free; rejected when the signal is aborted before. */
    @JSBody(
            params = {"name", "signal"},
            script = "return new Promise(function(resolve, reject) {"
                    + "  self.navigator.locks.request(name, {signal: signal}, function() {"
                    + "    return new Promise(function(free) { resolve({free: free}); });"
                    + "  }).catch(reject);"
                    + "});")
    public static native JSPromise<WebLock> take(String name, AbortSignal signal);

    /** Lets others have it. */
    public abstract void free();
}
