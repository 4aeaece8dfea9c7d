package dev.nearside.browser.page.chat;

import dev.nearside.browser.dom.Dom;
import dev.nearside.error.InvalidInput;
import dev.nearside.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/** The parameters, behind a fold, remembered by the browser. What a field does not take stays there, and nothing is sent with it. */
final class SettingsFold {
    private final Numeric temperature = new Numeric("chat-temperature");
    private final Numeric topP = new Numeric("chat-top-p");
    private final Numeric maxTokens = new Numeric("chat-max-tokens");
    private final Numeric seed = new Numeric("chat-seed");
    private final List<Numeric> numbers = List.of(temperature, topP, maxTokens, seed);
    private final HTMLElement system = Dom.find("chat-system");
    private final HTMLElement overflow = Dom.find("chat-overflow");

    SettingsFold() {
        show(remembered());
        for (Numeric number : numbers) {
            Dom.on(number.field, "change", event -> changed());
            // While somebody types, a range is not held against them; that it is kept again is seen at once.
            Dom.on(number.field, "input", event -> number.forgive());
        }
        Dom.on(system, "change", event -> changed());
        Dom.on(overflow, "change", event -> changed());
        Dom.on(Dom.find("chat-settings-reset"), "click", event -> {
            show(Settings.DEFAULT);
            changed();
        });
    }

    private void changed() {
        numbers.forEach(Numeric::complain);
        if (problem().isEmpty()) {
            Settings now = read();
            show(now);
            Browser.remember("settings", Json.write(now.toJson()));
        }
    }

    /** Which field does not take what stands in it, and what it takes; empty if each does. */
    String problem() {
        for (Numeric number : numbers) {
            if (!number.problem().isEmpty()) {
                return number.label() + ": " + number.problem();
            }
        }
        return "";
    }

    /** Goes to the field that {@link #problem} tells of. */
    void goToProblem() {
        numbers.forEach(Numeric::complain);
        for (Numeric number : numbers) {
            if (!number.problem().isEmpty()) {
                goTo(number.field);
                return;
            }
        }
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

    /** What stands in the fields, which have no {@link #problem}; the usual value where nothing does. */
    Settings read() {
        double wantedSeed = seed.value(-1);
        return new Settings(
                temperature.value(Settings.DEFAULT.temperature()),
                topP.value(Settings.DEFAULT.topP()),
                (int) maxTokens.value(Settings.DEFAULT.maxTokens()),
                wantedSeed < 0 ? null : Long.valueOf((long) wantedSeed),
                Dom.value(system).strip(),
                Dom.value(overflow).equals("drop"));
    }

    private void show(Settings settings) {
        temperature.show(text(settings.temperature()));
        topP.show(text(settings.topP()));
        maxTokens.show(String.valueOf(settings.maxTokens()));
        seed.show(seedText(settings.seed()));
        Dom.value(system, settings.system());
        Dom.value(overflow, settings.dropsOldest() ? "drop" : "refuse");
    }

    private static String seedText(@Nullable Long seed) {
        return seed == null ? "" : String.valueOf(seed);
    }

    /** A field of a number, and the line below it that says what it takes. */
    private static final class Numeric {
        private final HTMLElement field;
        private final HTMLElement note;

        Numeric(String testId) {
            field = Dom.find(testId);
            note = Dom.find(testId + "-problem");
        }

        String label() {
            return labelOf(field);
        }

        /** What it takes, if it takes not what stands there. */
        String problem() {
            return range(field);
        }

        double value(double otherwise) {
            return number(field, otherwise);
        }

        void show(String text) {
            Dom.value(field, text);
            forgive();
        }

        void complain() {
            String problem = problem();
            field.setAttribute("aria-invalid", String.valueOf(!problem.isEmpty()));
            Dom.text(note, problem);
        }

        void forgive() {
            if (problem().isEmpty()) {
                complain();
            }
        }
    }

    @JSBody(params = "field", script = "return field.labels[0].textContent;")
    private static native String labelOf(HTMLElement field);

    /** The range, if the field takes not what stands there; what counts, tokens and seeds, has steps of 1. */
    @JSBody(
            params = "field",
            script = "var v = field.validity, whole = field.step === '1';"
                    + "return v.rangeUnderflow || v.rangeOverflow || v.badInput || (whole && v.stepMismatch)"
                    + "  ? (whole ? 'a whole number from ' : 'from ') + field.min + ' to ' + field.max + '.' : '';")
    private static native String range(HTMLElement field);

    /** Opens what the field is behind. */
    @JSBody(
            params = "field",
            script = "field.closest('details').open = true;"
                    + "var side = document.querySelector('[data-testid=chat-fold]');"
                    + "if (side.offsetParent && side.getAttribute('aria-expanded') === 'false') { side.click(); }"
                    + "field.focus({preventScroll: true});"
                    + "field.scrollIntoView({block: 'center', behavior: 'instant'});")
    private static native void goTo(HTMLElement field);

    @JSBody(params = "number", script = "return String(number);")
    private static native String text(double number);

    @JSBody(
            params = {"field", "otherwise"},
            script = "var n = field.valueAsNumber; return Number.isFinite(n) ? n : otherwise;")
    private static native double number(HTMLElement field, double otherwise);
}
