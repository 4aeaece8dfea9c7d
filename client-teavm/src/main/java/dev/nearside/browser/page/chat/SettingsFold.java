package dev.nearside.browser.page.chat;

import dev.nearside.browser.dom.Dom;
import dev.nearside.error.InvalidInput;
import dev.nearside.json.Json;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/** The parameters, behind a fold, remembered by the browser. */
final class SettingsFold {
    private final HTMLElement temperature = Dom.find("chat-temperature");
    private final HTMLElement topP = Dom.find("chat-top-p");
    private final HTMLElement maxTokens = Dom.find("chat-max-tokens");
    private final HTMLElement seed = Dom.find("chat-seed");
    private final HTMLElement system = Dom.find("chat-system");
    private final HTMLElement overflow = Dom.find("chat-overflow");

    SettingsFold() {
        show(remembered());
        for (HTMLElement field : new HTMLElement[] {temperature, topP, maxTokens, seed, system, overflow}) {
            Dom.on(field, "change", event -> {
                Dom.text(Dom.find("chat-settings-note"), range(field));
                show(read());
                Browser.remember("settings", Json.write(read().toJson()));
            });
        }
        Dom.on(Dom.find("chat-settings-reset"), "click", event -> {
            Dom.text(Dom.find("chat-settings-note"), "");
            show(Settings.DEFAULT);
            Browser.remember("settings", Json.write(Settings.DEFAULT.toJson()));
        });
    }

    private static Settings remembered() {
        String json = Browser.remembered("settings");
        try {
            return json == null ? Settings.DEFAULT : Settings.read(Json.read(json));
        } catch (InvalidInput e) {
            // Of another version of the page.
            return Settings.DEFAULT;
        }
    }

    /** What stands in the fields; what is out of range is brought into it. */
    Settings read() {
        double wantedSeed = number(seed, -1);
        return new Settings(
                within(number(temperature, Settings.DEFAULT.temperature()), 0, 2),
                within(number(topP, Settings.DEFAULT.topP()), 0.01, 1),
                (int) within(number(maxTokens, Settings.DEFAULT.maxTokens()), 1, 32_768),
                wantedSeed < 0 ? null : Long.valueOf((long) within(wantedSeed, 0, 4_294_967_295.0)),
                Dom.value(system).strip(),
                Dom.value(overflow).equals("drop"));
    }

    private static double within(double value, double least, double most) {
        return Math.max(least, Math.min(most, value));
    }

    private void show(Settings settings) {
        Dom.value(temperature, text(settings.temperature()));
        Dom.value(topP, text(settings.topP()));
        Dom.value(maxTokens, String.valueOf(settings.maxTokens()));
        Dom.value(seed, seedText(settings.seed()));
        Dom.value(system, settings.system());
        Dom.value(overflow, settings.dropsOldest() ? "drop" : "refuse");
    }

    private static String seedText(@Nullable Long seed) {
        return seed == null ? "" : String.valueOf(seed);
    }

    /** What a field takes, if it takes not what stands there. */
    @JSBody(
            params = "field",
            script =
                    "var v = field.validity, out = v.rangeUnderflow || v.rangeOverflow || v.badInput;"
                            + "return out ? field.labels[0].textContent + ': from ' + field.min + ' to ' + field.max + '.' : '';")
    private static native String range(HTMLElement field);

    @JSBody(params = "number", script = "return String(number);")
    private static native String text(double number);

    @JSBody(
            params = {"field", "otherwise"},
            script = "var n = field.valueAsNumber; return Number.isFinite(n) ? n : otherwise;")
    private static native double number(HTMLElement field, double otherwise);
}
