package dev.nearside.browser.page;

import dev.nearside.browser.api.EngineKind;
import dev.nearside.browser.api.Near;
import dev.nearside.browser.api.NearListener;
import dev.nearside.browser.api.NearsideJs;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.page.search.Toast;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
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

    /** Brings {@code index.html} to life. */
    @JSExport
    public static void start() {
        String wanted = parameter("provider");
        String provider = wanted.equals("webgpu") || wanted.equals("wasm") ? wanted : "auto";
        LogPanel log = new LogPanel();
        Notices notices = new Notices();
        EngineState state = new EngineState();
        DevicePage device = new DevicePage();
        Near near = Near.open(provider);
        OfflineCopy offline = new OfflineCopy(near, log);
        LedgerPanel ledger = new LedgerPanel(near);
        DigitsPage digits = new DigitsPage(near, provider, state, notices);
        Consumer<String> trouble = text -> new Toast().problem(text);
        PageProgram text = new PageProgram("text-pages", near, provider, trouble);
        PageProgram compare = new PageProgram("compare", near, provider, trouble);
        near.listen(new NearListener() {
            @Override
            public void started(JSObject info) {
                device.show(info);
            }

            @Override
            public void logged(EngineKind engine, String line) {
                // The log is that of the digits; a chat model's caches have no place there.
                if (engine == EngineKind.VISION) {
                    log.add(line);
                }
            }

            @Override
            public void noticed(EngineKind engine, String what) {
                logged(engine, what);
                if (engine == EngineKind.VISION) {
                    notices.show(what);
                    digits.warmUp();
                } else {
                    text.notice(what);
                }
            }

            @Override
            public void failed(EngineKind engine, String reason) {
                logged(engine, reason);
                if (engine == EngineKind.VISION) {
                    state.failed();
                    notices.show(reason);
                } else {
                    text.notice(reason);
                }
                device.failed(reason);
            }

            @Override
            public void requested() {
                ledger.update();
            }

            @Override
            public void loaded(JSObject model) {
                if (DigitsPage.MODEL.equals(JsObjects.text(model, "model"))) {
                    state.ready(model);
                    notices.fallback(model);
                    if (JsObjects.flag(model, "fallback")) {
                        digits.fellBack(String.valueOf(JsObjects.text(model, "provider")));
                    }
                }
                device.chose(model);
                offline.keep();
            }
        });
        new Pages(name -> {
                    if (name.equals("search") || name.equals("chat")) {
                        text.shown(name);
                    } else if (name.equals("compare")) {
                        compare.shown(name);
                    } else if (!name.equals(Pages.MISSING)) {
                        // What a device can do shows in a model that it runs, and this one is the smallest.
                        digits.shown();
                    }
                })
                .follow();
    }

    @JSBody(params = "name", script = "return new URLSearchParams(location.search).get(name) || '';")
    private static native String parameter(String name);
}
