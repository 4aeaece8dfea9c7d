package dev.nearside.browser.page;

import dev.nearside.browser.dom.Dom;
import java.util.Map;
import java.util.function.Consumer;
import org.teavm.jso.JSBody;

/**
 * Which demo the address names: {@code #/digits} (the first), {@code #/search}, {@code #/chat}, {@code #/compare} or
 * {@code #/device}. The style sheet shows it; here it gets its title and its mark in the navigation.
 */
final class Pages {
    private static final Map<String, String> TITLES = Map.of(
            "digits", "Digits", "search", "Search", "chat", "Chat", "compare", "Compare", "device", "This device");

    /** Where an address leads that names no demo. */
    static final String MISSING = "missing";

    private final Consumer<String> shown;

    /** @param shown told the name of the demo whenever one is gone to */
    Pages(Consumer<String> shown) {
        this.shown = shown;
    }

    /** Follows the address from now on. */
    void follow() {
        Dom.on(Dom.window(), "hashchange", event -> show());
        show();
    }

    private void show() {
        String hash = hash();
        String name = hash.startsWith("#/") ? hash.substring(2) : "";
        String chosen = name.isEmpty() ? "digits" : TITLES.containsKey(name) ? name : MISSING;
        mark(chosen);
        if (chosen.equals(MISSING)) {
            Dom.text(Dom.find("missing-address"), hash);
            title("No such page · Nearside");
        }
        for (Map.Entry<String, String> page : TITLES.entrySet()) {
            boolean current = page.getKey().equals(chosen);
            if (current) {
                Dom.find("nav-" + page.getKey()).setAttribute("aria-current", "page");
                title(page.getValue() + " · Nearside");
            } else {
                Dom.find("nav-" + page.getKey()).removeAttribute("aria-current");
            }
        }
        shown.accept(chosen);
    }

    @JSBody(script = "return location.hash;")
    private static native String hash();

    /** The style sheet shows by the address what there is; that there is none it cannot know. */
    @JSBody(params = "page", script = "document.documentElement.dataset.page = page;")
    private static native void mark(String page);

    @JSBody(params = "title", script = "document.title = title;")
    private static native void title(String title);
}
