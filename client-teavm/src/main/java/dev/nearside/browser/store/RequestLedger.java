package dev.nearside.browser.store;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/**
 * Every request that this page or worker has made since it began, as the browser itself counts them (Resource Timing),
 * so that nothing can be left out by mistake.
 */
public final class RequestLedger {
    private RequestLedger() {}

    /**
     * Begins to tell of each request once it is over; what was requested before is told too, as far as the browser's
     * buffer reaches back. An entry is an object with {@code url}, {@code why}, {@code bytesOut} (of the body; this
     * program's own requests have none), {@code bytesIn} (headers included, 0 from the cache), {@code fromCache} and
     * {@code at} (milliseconds since 1970).
     */
    @JSBody(
            params = "listener",
            script = "function why(path) {"
                    + "  if (path.indexOf('/models/') === 0) { return 'model'; }"
                    + "  if (path.indexOf('/ort/') === 0) { return 'ONNX Runtime Web'; }"
                    + "  if (path.indexOf('/app/') === 0 || path === '/nearside.js') { return 'compiled Java'; }"
                    + "  if (path.indexOf('/v1/') === 0 || path.indexOf('/api/') === 0) { return 'server API'; }"
                    + "  return 'page';"
                    + "}"
                    + "new PerformanceObserver(function(list) {"
                    + "  list.getEntries().forEach(function(e) {"
                    + "    var url = new URL(e.name, self.location.href);"
                    + "    if (url.protocol !== 'http:' && url.protocol !== 'https:') { return; }"
                    + "    listener({url: url.href, bytesOut: 0, bytesIn: e.transferSize,"
                    + "      fromCache: e.transferSize === 0 && e.decodedBodySize > 0,"
                    + "      why: url.origin === self.location.origin ? why(url.pathname) : 'another origin',"
                    + "      at: Math.round(performance.timeOrigin + e.startTime)});"
                    + "  });"
                    + "}).observe({type: 'resource', buffered: true});")
    public static native void begin(Listener listener);

    /** Told of a request. */
    @JSFunctor
    public interface Listener extends JSObject {
        void request(JSObject entry);
    }
}
