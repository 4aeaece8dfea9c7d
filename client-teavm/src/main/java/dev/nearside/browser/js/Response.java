package dev.nearside.browser.js;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.streams.ReadableStream;
import org.teavm.jso.typedarrays.ArrayBuffer;

/** The answer to a request, as {@code fetch} gives it. */
@JSClass(transparent = true)
public abstract class Response implements JSObject {

    /**
     * Asks this origin.
     *
     * @param range the value of a Range header, for example {@code bytes=100-}, or null for all
     * @param ifRange the strong ETag that the part must belong to, or null
     */
    @JSBody(
            params = {"address", "range", "ifRange", "signal"},
            script = "var headers = {};"
                    + "if (range !== null) { headers['Range'] = range; }"
                    + "if (ifRange !== null) { headers['If-Range'] = ifRange; }"
                    + "return fetch(address, {headers: headers, signal: signal, credentials: 'omit'});")
    public static native JSPromise<Response> fetch(
            String address, @Nullable String range, @Nullable String ifRange, AbortSignal signal);

    /**
     * Asks this origin for a file that is kept elsewhere: the browser's cache and the service worker, which leaves ranges
     * alone, take no copy of it.
     *
     * @param from the first byte that is wanted
     * @param etag the strong ETag that the part must belong to
     */
    @JSBody(
            params = {"address", "from", "etag", "signal"},
            script =
                    "return fetch(address, {headers: {'Range': 'bytes=' + from + '-', 'If-Range': etag}, signal: signal,"
                            + " credentials: 'omit', cache: 'no-store'});")
    public static native JSPromise<Response> fetchUncached(
            String address, double from, String etag, AbortSignal signal);

    @JSProperty
    public abstract int getStatus();

    @JSProperty
    public abstract ReadableStream getBody();

    /** A header's value, or null. */
    @JSBody(
            params = {"response", "name"},
            script = "return response.headers.get(name);")
    public static native @Nullable String header(Response response, String name);

    /** The whole body. */
    public abstract JSPromise<ArrayBuffer> arrayBuffer();
}
