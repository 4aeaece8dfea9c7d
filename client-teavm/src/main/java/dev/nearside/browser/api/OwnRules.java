package dev.nearside.browser.api;

import org.teavm.jso.JSBody;

/** Rules of routing that the person has set in this browser, kept in its local storage as JSON of an array. */
final class OwnRules {
    private OwnRules() {}

    /** They; {@code []} if there are none. */
    @JSBody(
            script = "try { return localStorage.getItem('nearside.rules') || '[]'; }"
                    + "catch (e) { console.warn('no rules could be read: ' + e); return '[]'; }")
    static native String load();

    @JSBody(
            params = "rules",
            script = "try { localStorage.setItem('nearside.rules', rules); }"
                    + "catch (e) { console.warn('the rules are not kept: ' + e); }")
    static native void store(String rules);
}
