package dev.nearside.browser.page.search;

import dev.nearside.browser.dom.Dom;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/** Says what became of a click, over the page, so that nothing moves for it; what went wrong stays until something else is said. */
final class Toast {
    private static final int SHOWN_MILLIS = 6000;

    private final HTMLElement element = Dom.find("search-toast");

    void say(String text) {
        show(element, text, SHOWN_MILLIS);
    }

    void problem(String text) {
        show(element, text, 0);
    }

    @JSBody(
            params = {"element", "text", "millis"},
            script = "element.textContent = text;"
                    + "clearTimeout(element.nearsideTimer);"
                    + "if (millis > 0) {"
                    + "  element.nearsideTimer = setTimeout(function() { element.textContent = ''; }, millis);"
                    + "}")
    private static native void show(HTMLElement element, String text, int millis);
}
