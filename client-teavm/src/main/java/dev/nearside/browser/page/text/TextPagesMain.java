package dev.nearside.browser.page.text;

import dev.nearside.browser.client.NearClient;
import dev.nearside.browser.page.chat.ChatPage;
import dev.nearside.browser.page.search.Reader;
import dev.nearside.browser.page.search.SearchPage;
import dev.nearside.browser.page.search.Toast;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** Entry point of the program of {@code #/search} and {@code #/chat}, which is loaded when somebody comes to either. */
public final class TextPagesMain {
    private TextPagesMain() {}

    /** Nothing happens before {@link #open} is called. */
    public static void main(String[] arguments) {}

    /**
     * Brings both to life.
     *
     * @param given what {@code open} of {@code nearside.js} gives
     * @param provider auto, webgpu or wasm
     * @return {@code {shown(name), notice(text)}}: told which of them somebody came to, and of what happened to the engine
     */
    @JSExport
    public static JSObject open(JSObject given, String provider) {
        NearClient near = new NearClient(given);
        Toast toast = new Toast();
        Reader reader = new Reader(near.search(), toast);
        SearchPage search = new SearchPage(near, provider, reader, toast);
        ChatPage chat = new ChatPage(near, provider, reader, toast);
        return pages(
                name -> {
                    if (name.equals("search")) {
                        search.shown();
                    } else {
                        chat.shown();
                    }
                },
                text -> {
                    search.notice(text);
                    chat.notice(text);
                });
    }

    @JSBody(
            params = {"shown", "notice"},
            script = "return {shown: function(name) { shown(name); }, notice: function(text) { notice(text); }};")
    private static native JSObject pages(Told shown, Told notice);

    @JSFunctor
    private interface Told extends JSObject {
        void tell(String text);
    }
}
