package dev.nearside.browser.page.chat;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/** What the page asks of the browser beside its elements: what it remembers, ids, files to save, the next frame. */
final class Browser {
    private Browser() {}

    /** What this tab was told to remember, reloads included; null if nothing. */
    @JSBody(params = "key", script = "return sessionStorage.getItem('nearside.chat.' + key);")
    static native @Nullable String ofTab(String key);

    @JSBody(
            params = {"key", "value"},
            script = "try { sessionStorage.setItem('nearside.chat.' + key, value); }"
                    + "catch (e) { console.warn('not remembered:', e); }")
    static native void rememberInTab(String key, String value);

    /** What this browser was told to remember; null if nothing. */
    @JSBody(params = "key", script = "return localStorage.getItem('nearside.chat.' + key);")
    static native @Nullable String remembered(String key);

    @JSBody(
            params = {"key", "value"},
            script = "try { localStorage.setItem('nearside.chat.' + key, value); }"
                    + "catch (e) { console.warn('not remembered:', e); }")
    static native void remember(String key, String value);

    /** An id that no one else has. */
    @JSBody(
            script = "return Array.from(crypto.getRandomValues(new Uint8Array(12)), function(b) {"
                    + "  return b.toString(16).padStart(2, '0');"
                    + "}).join('');")
    static native String newId();

    /** Whether what is typed goes to that element. */
    @JSBody(params = "element", script = "return document.activeElement === element;")
    static native boolean hasFocus(HTMLElement element);

    /** Saves a text with the browser's downloads. */
    @JSBody(
            params = {"name", "type", "text"},
            script = "var link = document.createElement('a');"
                    + "link.href = URL.createObjectURL(new Blob([text], {type: type}));"
                    + "link.download = name;"
                    + "link.click();"
                    + "setTimeout(function() { URL.revokeObjectURL(link.href); }, 60000);")
    static native void save(String name, String type, String text);

    /** Whether the page came over loopback, so that its server is this machine. */
    @JSBody(
            script = "var host = location.hostname;"
                    + "return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]'"
                    + "  || /^127(\\.\\d+){3}$/.test(host);")
    static native boolean serverIsOnThisMachine();

    /** Calls before the next frame is painted; soon in a tab that is not seen. */
    @JSBody(
            params = "then",
            script = "if (document.hidden) { setTimeout(function() { then(); }, 200); }"
                    + "else { requestAnimationFrame(function() { then(); }); }")
    static native void beforePaint(Then then);

    /** A date and time as the person's language writes it. */
    @JSBody(
            params = "millis",
            script = "return new Date(millis).toLocaleString(undefined, {dateStyle: 'medium', timeStyle: 'short'});")
    static native String time(double millis);

    /** Asks the browser not to clear what it keeps when the disk is full; it decides by itself. */
    @JSBody(script = "if (navigator.storage && navigator.storage.persist) { navigator.storage.persist(); }")
    static native void keepWhenSpaceIsShort();

    @JSFunctor
    interface Then extends JSObject {
        void then();
    }
}
