package dev.nearside.browser.page;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLElement;

/** {@code #/device}: what this browser has, what the engine chose and why, and what to do about what is missing. */
final class DevicePage {
    private final List<String> report = new ArrayList<>();
    private final Map<String, String> choices = new LinkedHashMap<>();

    DevicePage() {
        Dom.copyButton(Dom.find("device-copy"), () -> choices() + "\n" + String.join("\n", report));
    }

    /** Shows an engine that has started. */
    void show(JSObject engine) {
        new Thread(() -> fill(new DeviceFacts(engine, storage()))).start();
    }

    /** The engine would not start. */
    void failed(String reason) {
        Dom.text(Dom.find("device-summary"), "The engine did not start: " + reason);
    }

    /** The provider that a model was loaded on. */
    void chose(JSObject loaded) {
        String model = String.valueOf(JsObjects.text(loaded, "model"));
        choices.put(
                model,
                "The model " + model + " runs on " + Amounts.provider(JsObjects.text(loaded, "provider")) + ": "
                        + JsObjects.text(loaded, "providerReason") + ".");
        Dom.text(Dom.find("device-choice"), choices());
    }

    private String choices() {
        return choices.isEmpty() ? "No model was loaded yet." : String.join("\n", choices.values());
    }

    private static JSObject storage() {
        try {
            return Promises.awaitValue(estimate());
        } catch (JsFailure e) {
            return JsObjects.create();
        }
    }

    private void fill(DeviceFacts facts) {
        HTMLElement groups = Dom.find("device-facts");
        HTMLElement help = Dom.find("device-help");
        groups.clear();
        help.clear();
        report.clear();
        int missing = 0;
        for (FactGroup group : facts.groups()) {
            report.add("# " + group.title());
            HTMLElement card = Dom.copyTemplate("device-group");
            Dom.text(Dom.slot(card, "title"), group.title());
            for (Fact fact : group.facts()) {
                report.add(fact.line());
                Dom.slot(card, "rows").appendChild(row(fact));
                if (!fact.help().isEmpty()) {
                    missing++;
                    help.appendChild(advice(fact));
                }
            }
            groups.appendChild(card);
        }
        Dom.text(Dom.find("device-summary"), summary(facts, missing));
    }

    private static String summary(DeviceFacts facts, int missing) {
        JSObject adapter = facts.adapter();
        String gpu = adapter == null
                ? "This browser runs models on WebAssembly; WebGPU is not to be had."
                : JsObjects.flag(adapter, "fallback")
                        ? "This browser has WebGPU in software only, so models run on WebAssembly."
                        : "This browser has WebGPU and WebAssembly; each model runs where it is faster.";
        return switch (missing) {
            case 0 -> gpu + " Nothing is missing.";
            case 1 -> gpu + " One thing could be better; see below.";
            default -> gpu + " " + missing + " things could be better; see below.";
        };
    }

    private static HTMLElement row(Fact fact) {
        HTMLElement row = Dom.copyTemplate("device-fact");
        row.setAttribute("data-state", fact.state());
        Dom.text(Dom.slot(row, "name"), fact.name());
        Dom.text(Dom.slot(row, "value"), fact.value());
        Dom.text(Dom.slot(row, "note"), fact.note());
        return row;
    }

    private static HTMLElement advice(Fact fact) {
        HTMLElement card = Dom.copyTemplate("device-help");
        Dom.text(Dom.slot(card, "title"), fact.name() + ": " + fact.value());
        Dom.text(Dom.slot(card, "text"), fact.help());
        return card;
    }

    @JSBody(
            script = "if (!navigator.storage) { return Promise.resolve({usage: 0, quota: 0, persisted: false}); }"
                    + "return Promise.all([navigator.storage.estimate(), navigator.storage.persisted()]).then(function(r) {"
                    + "  return {usage: r[0].usage || 0, quota: r[0].quota || 0, persisted: r[1]};"
                    + "});")
    private static native JSPromise<JSObject> estimate();
}
