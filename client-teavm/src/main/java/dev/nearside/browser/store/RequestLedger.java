package dev.nearside.browser.store;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/**
 * Every request that this page or worker makes, told in two steps: when a script sends one ({@code fetch},
 * {@code XMLHttpRequest}, {@code sendBeacon}, whoever calls them), with the bytes of its body, and when the browser has
 * counted what came back (Resource Timing), which also knows scripts, styles and pictures.
 */
public final class RequestLedger {
    private RequestLedger() {}

    /**
     * Begins to tell; a second listener joins the first, for there is one ledger a realm. What was requested before is told too, as far as the browser's buffer reaches back. An entry is an
     * object with {@code id}, {@code url}, {@code why} (what the script says in {@code why} of the request's options, else told by the address), {@code bytesOut} (of the body; of a stream or form they are not
     * known and count as 0), {@code bytesIn} (headers included, 0 until the answer is there), {@code fromCache} (answered
     * by the browser's cache or the service worker) and {@code at} (milliseconds since 1970). One that is told again has
     * the same {@code id}.
     *
     * @param realm begins the ids, to tell page and worker apart
     */
    @JSBody(
            params = {"realm", "listener"},
            script = "var ledger = self.nearsideLedger;"
                    + "if (ledger) { ledger.entries.forEach(listener); ledger.listeners.push(listener); return; }"
                    + "ledger = self.nearsideLedger = {entries: [], listeners: [listener]};"
                    + "var open = [];"
                    + "function notify(entry) { ledger.listeners.forEach(function(each) { each(entry); }); }"
                    + "function why(url) {"
                    + "  if (url.origin !== self.location.origin) { return 'another origin'; }"
                    + "  var path = url.pathname;"
                    + "  if (path.indexOf('/models/') === 0) { return 'model'; }"
                    + "  if (path.indexOf('/ort/') === 0) { return 'ONNX Runtime Web'; }"
                    + "  if (path.indexOf('/pdf/') === 0) { return 'PDF reader'; }"
                    + "  if (path.indexOf('/app/') === 0 || path === '/nearside.js') { return 'program'; }"
                    + "  if (path.indexOf('/v1/') === 0 || path.indexOf('/api/') === 0) { return 'server API'; }"
                    + "  return 'page';"
                    + "}"
                    + "function tell(url, at, bytesOut, reason) {"
                    + "  var entry = {id: realm + ' ' + ledger.entries.length, url: url.href, why: reason || why(url), bytesOut: bytesOut, bytesIn: 0,"
                    + "    fromCache: false, at: Math.round(at)};"
                    + "  ledger.entries.push(entry);"
                    + "  return entry;"
                    + "}"
                    + "function size(body) {"
                    + "  if (body === undefined || body === null) { return 0; }"
                    + "  if (typeof body === 'string') { return new TextEncoder().encode(body).length; }"
                    + "  if (typeof body.byteLength === 'number') { return body.byteLength; }"
                    + "  if (body instanceof Blob) { return body.size; }"
                    + "  return body instanceof URLSearchParams ? String(body).length : 0;"
                    + "}"
                    + "function send(address, body, reason) {"
                    + "  var url = new URL(address && address.url || address, self.location.href);"
                    + "  if (url.protocol !== 'http:' && url.protocol !== 'https:') { return; }"
                    + "  var entry = tell(url, Date.now(), size(body), reason);"
                    + "  open.push(entry);"
                    + "  if (open.length > 1000) { open.shift(); }"
                    + "  notify(entry);"
                    + "}"
                    + "function wrap(owner, name, before) {"
                    + "  var original = owner && owner[name];"
                    + "  if (original) {"
                    + "    owner[name] = function() { before.apply(this, arguments); return original.apply(this, arguments); };"
                    + "  }"
                    + "}"
                    + "wrap(self, 'fetch', function(input, init) { send(input, init && init.body, init && init.why); });"
                    + "wrap(self.navigator, 'sendBeacon', function(address, body) { send(address, body); });"
                    + "if (self.XMLHttpRequest) {"
                    + "  wrap(XMLHttpRequest.prototype, 'open', function(method, address) { this.nearsideAddress = address; });"
                    + "  wrap(XMLHttpRequest.prototype, 'send', function(body) { send(this.nearsideAddress, body); });"
                    + "}"
                    + "function counted(e) {"
                    + "  var url = new URL(e.name, self.location.href);"
                    + "  if (url.protocol !== 'http:' && url.protocol !== 'https:') { return; }"
                    + "  var index = open.findIndex(function(entry) { return entry.url === url.href; });"
                    + "  var entry = index >= 0 ? open.splice(index, 1)[0] : tell(url, performance.timeOrigin + e.startTime, 0);"
                    + "  entry.bytesIn = e.transferSize;"
                    + "  entry.fromCache = e.transferSize === 0 && e.decodedBodySize > 0;"
                    + "  notify(entry);"
                    + "}"
                    + "performance.setResourceTimingBufferSize(10000);"
                    + "performance.getEntriesByType('navigation').forEach(counted);"
                    + "new PerformanceObserver(function(list) { list.getEntries().forEach(counted); })"
                    + "  .observe({type: 'resource', buffered: true});")
    public static native void begin(String realm, Listener listener);

    /** Told of a request. */
    @JSFunctor
    public interface Listener extends JSObject {
        void request(JSObject entry);
    }
}
