package dev.nearside.browser.page;

import dev.nearside.browser.api.NearsideJs;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** Entry point of the page's program: what {@code nearside.js} and {@code index.html} call. */
public final class PageMain {
    private PageMain() {}

    /** Nothing happens before one of the exported functions is called. */
    public static void main(String[] arguments) {}

    /** {@code open} of {@code nearside.js}. */
    @JSExport
    public static JSPromise<JSObject> open(@Nullable JSObject options) {
        return NearsideJs.open(options);
    }
}
