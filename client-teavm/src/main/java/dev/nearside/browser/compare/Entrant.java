package dev.nearside.browser.compare;

import dev.nearside.browser.js.JsObjects;
import dev.nearside.comparison.Contestant;
import dev.nearside.routing.Price;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/**
 * Somebody who can answer.
 *
 * @param contestant as the comparison knows them
 * @param model what is asked for
 * @param provider where the tab runs it; empty if it is not in the tab
 */
record Entrant(Contestant contestant, String model, String provider) {

    boolean isInTab() {
        return !provider.isEmpty();
    }

    /** Where what is asked goes to, for people. */
    static String where(Contestant contestant) {
        return switch (contestant.place()) {
            case "tab" -> "in this tab";
            case "jvm" -> "on this machine, outside the tab";
            default -> "leaves this machine";
        };
    }

    /** Everybody that {@link NearApi#whoThereIs} tells of. */
    static List<Entrant> all(JSObject there) {
        List<Entrant> all = new ArrayList<>();
        for (JSObject model : items(there, "models")) {
            String id = text(model, "id");
            boolean chats = text(model, "task").equals("text-generation");
            if (chats && JsObjects.flag(model, "installed")) {
                all.add(inTab(id, "wasm", "WebAssembly"));
                if (JsObjects.flag(there, "webgpu")) {
                    all.add(inTab(id, "webgpu", "WebGPU"));
                }
            }
        }
        JSObject[] targets = items(there, "targets");
        for (JSObject one : items(there, "considered")) {
            String place = text(one, "place");
            String target = text(one, "target");
            // Whoever is chosen instead of what is not installed has its reason.
            boolean isMissing = text(one, "verdict").equals("rejected")
                    && text(one, "reason").equals("not_installed");
            if (!place.equals("tab") && !isMissing) {
                all.add(new Entrant(new Contestant(target, target, place, price(target, place, targets)), target, ""));
            }
        }
        return all;
    }

    private static Entrant inTab(String id, String provider, String name) {
        return new Entrant(
                new Contestant("tab/" + id + " on " + name, "tab/" + id, "tab", Price.FREE), "tab/" + id, provider);
    }

    private static Price price(String target, String place, JSObject[] targets) {
        for (JSObject one : targets) {
            JSObject price = JsObjects.get(one, "price");
            if (price != null && target.equals(text(one, "backend") + "/" + text(one, "model"))) {
                return new Price(
                        Math.max(0, JsObjects.number(price, "input", 0)),
                        Math.max(0, JsObjects.number(price, "output", 0)));
            }
        }
        return place.equals("upstream") ? Price.UNKNOWN : Price.FREE;
    }

    private static String text(JSObject object, String name) {
        String text = JsObjects.text(object, name);
        return text == null ? "" : text;
    }

    private static JSObject[] items(JSObject object, String name) {
        return Arrays.of(object, name);
    }

    /** A record cannot have native methods. */
    private static final class Arrays {
        private Arrays() {}

        @JSBody(
                params = {"object", "name"},
                script = "return object[name] || [];")
        static native JSObject[] of(JSObject object, String name);
    }
}
