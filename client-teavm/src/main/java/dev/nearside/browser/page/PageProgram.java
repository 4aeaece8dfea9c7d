package dev.nearside.browser.page;

import dev.nearside.browser.api.Near;
import dev.nearside.browser.api.NearsideJs;
import dev.nearside.browser.js.Host;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.Promises;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** Pages with a program of their own, which is loaded when somebody comes to one of them. */
final class PageProgram {
    private final String program;
    private final Near near;
    private final String provider;
    private final Consumer<String> trouble;
    private String wanted = "";
    private boolean loading;
    private @Nullable JSObject pages;

    /**
     * Not loaded yet.
     *
     * @param provider what the page was opened with: auto, webgpu or wasm
     * @param trouble told in words if it cannot be loaded; it is tried again when somebody comes again
     */
    PageProgram(String program, Near near, String provider, Consumer<String> trouble) {
        this.program = program;
        this.near = near;
        this.provider = provider;
        this.trouble = trouble;
    }

    /** Somebody has come to the page of that name. */
    void shown(String name) {
        wanted = name;
        JSObject there = pages;
        if (there != null) {
            shown(there, name);
        } else if (!loading) {
            loading = true;
            new Thread(this::load).start();
        }
    }

    /** Something happened to the engine that a person there should know of. */
    void notice(String text) {
        JSObject there = pages;
        if (there != null) {
            notice(there, text);
        }
    }

    private void load() {
        try {
            JSObject module = Promises.awaitValue(Host.importModule(Host.address("/app/program.js")));
            JSObject there = Promises.awaitValue(open(module, program, NearsideJs.facade(near), provider));
            pages = there;
            shown(there, wanted);
        } catch (JsFailure e) {
            trouble.accept("This page could not be loaded: " + e.getMessage());
        } finally {
            loading = false;
        }
    }

    @JSBody(
            params = {"module", "program", "near", "provider"},
            script = "return module.open(program, near, provider);")
    private static native JSPromise<JSObject> open(JSObject module, String program, JSObject near, String provider);

    @JSBody(
            params = {"pages", "name"},
            script = "pages.shown(name);")
    private static native void shown(JSObject pages, String name);

    @JSBody(
            params = {"pages", "text"},
            script = "pages.notice(text);")
    private static native void notice(JSObject pages, String text);
}
