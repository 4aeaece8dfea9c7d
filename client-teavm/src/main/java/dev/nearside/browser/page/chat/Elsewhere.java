package dev.nearside.browser.page.chat;

import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.page.search.JsArrays;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/**
 * A model that is not in the tab.
 *
 * @param id {@code BACKEND/MODEL}
 * @param onThisMachine whether the server on this machine has it
 */
record Elsewhere(String id, boolean onThisMachine) {

    /** Those that a routing decision has considered, and that are installed. */
    static List<Elsewhere> all(JSObject decision) {
        List<Elsewhere> all = new ArrayList<>();
        for (JSObject one : JsArrays.objects(JsObjects.get(decision, "considered"))) {
            String place = String.valueOf(JsObjects.text(one, "place"));
            // The reason of the chosen one may be that of another: what it is chosen instead of is not installed.
            boolean isMissing = "rejected".equals(JsObjects.text(one, "verdict"))
                    && "not_installed".equals(JsObjects.text(one, "reason"));
            if (!place.equals("tab") && !isMissing) {
                all.add(new Elsewhere(String.valueOf(JsObjects.text(one, "target")), place.equals("jvm")));
            }
        }
        return all;
    }

    /** Whether that decision considered somebody beyond this machine whom the server's rules allow. */
    static boolean leadsFurther(JSObject decision) {
        return JsArrays.objects(JsObjects.get(decision, "considered")).stream()
                .anyMatch(one -> "upstream".equals(JsObjects.text(one, "place"))
                        && !"policy".equals(JsObjects.text(one, "reason")));
    }

    /** The server on this machine, as {@code jvm/MODEL}, if it comes after whom that decision chose; else null. */
    static @Nullable String nextOnThisMachine(JSObject decision) {
        return JsArrays.objects(JsObjects.get(decision, "considered")).stream()
                .filter(one ->
                        "jvm".equals(JsObjects.text(one, "place")) && "fallback".equals(JsObjects.text(one, "verdict")))
                .map(one -> String.valueOf(JsObjects.text(one, "target")))
                .findFirst()
                .orElse(null);
    }

    /** For people. */
    String title() {
        return onThisMachine ? id.substring(id.indexOf('/') + 1) + ", by the server on this machine" : id;
    }
}
