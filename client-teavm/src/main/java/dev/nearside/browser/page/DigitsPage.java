package dev.nearside.browser.page;

import dev.nearside.browser.api.EngineKind;
import dev.nearside.browser.api.Near;
import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.dom.LatestOnly;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLCanvasElement;
import org.teavm.jso.dom.html.HTMLElement;

/** {@code #/digits}: draw a digit and see it recognised, while you draw. */
final class DigitsPage {
    static final String MODEL = "digits";

    private final Near near;
    private final Notices notices;
    private final DrawingCanvas sheet;
    private final DigitResult result = new DigitResult();
    private final ProviderSwitch provider;
    private final LatestOnly recognition = new LatestOnly(this::recognise);
    private final EngineState state;
    private boolean opened;
    private boolean samplesShown;
    private boolean switching;

    DigitsPage(Near near, String firstProvider, EngineState state, Notices notices) {
        this.near = near;
        this.notices = notices;
        this.state = state;
        this.sheet = new DrawingCanvas((HTMLCanvasElement) Dom.find("digits-canvas"), this::changed);
        this.provider = new ProviderSwitch(firstProvider, this::switchTo);
        Dom.on(Dom.find("digits-undo"), "click", event -> sheet.undo());
        Dom.on(Dom.find("digits-clear"), "click", event -> sheet.clear());
        Dom.on(Dom.document(), "keydown", this::key);
        PictureInput ignored =
                new PictureInput(Dom.find("digits-file"), Dom.find("digits-drop"), this::showPicture, notices::refuse);
        result.empty();
    }

    /** The person has come here. */
    void shown() {
        if (!opened) {
            opened = true;
            warmUp();
        }
    }

    /** Loads the model before the first stroke, so that the answer is there with it. */
    void warmUp() {
        // It starts while the catalog, which says what engine a model runs on, is still on its way.
        near.start(EngineKind.VISION);
        recognition.ask();
    }

    private void changed() {
        hint();
        notices.clearRefusal();
        if (switching && !sheet.isEmpty()) {
            result.waiting();
        }
        recognition.ask();
    }

    /** WebGPU could not be used: the switch shows what is, and can be turned again. */
    void fellBack(String inUse) {
        provider.show(inUse);
        recognition.ask();
    }

    private void switchTo(String chosen) {
        switching = true;
        notices.clear();
        state.switching(ProviderSwitch.nameOf(chosen));
        if (!sheet.isEmpty()) {
            result.waiting();
        }
        recognition.ask();
    }

    private void hint() {
        Dom.find("digits-drop").setAttribute("data-content", sheet.content());
        Dom.enable(Dom.find("digits-undo"), sheet.canUndo());
        Dom.enable(Dom.find("digits-clear"), !sheet.isEmpty());
    }

    private void showPicture(JSObject bitmap) {
        sheet.show(bitmap);
        changed();
    }

    private void key(JSObject event) {
        if (!Dom.isShown(Dom.find("view-digits"))) {
            return;
        }
        String key = shortcut(event);
        if (key.equals("undo")) {
            Dom.prevent(event);
            sheet.undo();
        } else if (key.equals("clear")) {
            sheet.clear();
        }
    }

    private void recognise() {
        String asked = provider.chosen();
        try {
            if (sheet.isEmpty()) {
                JSObject loaded = Promises.awaitValue(near.load(MODEL, asked, state::progress, null));
                samples(JsObjects.get(loaded, "manifest"));
            }
            if (asked.equals(provider.chosen())) {
                switching = false;
            }
            // Drawn on while the model was loading: the person waits for an answer, not for a second stroke.
            if (sheet.isEmpty()) {
                result.empty();
            } else {
                JSObject answer = Promises.awaitValue(near.classify(sheet.source(), MODEL, asked, null));
                show(answer, asked);
            }
        } catch (JsFailure e) {
            switching = false;
            state.failed();
            result.failed(e.getMessage());
        }
    }

    private void show(JSObject answer, String asked) {
        if (sheet.isEmpty()) {
            result.empty();
        } else if (asked.equals(provider.chosen())) {
            switching = false;
            result.show(answer);
        }
    }

    private void samples(@Nullable JSObject manifest) {
        JSObject paths = manifest == null ? null : JsObjects.get(manifest, "samples");
        if (samplesShown || paths == null) {
            return;
        }
        samplesShown = true;
        for (int i = 0; i < 10; i++) {
            HTMLElement button = Dom.find("digits-sample-" + i);
            String address = "/models/" + MODEL + "/" + text(paths, i);
            showOn(button, address, this::showPicture, notices::show);
        }
    }

    @JSBody(
            params = {"paths", "index"},
            script = "return String(paths[index]);")
    private static native String text(JSObject paths, int index);

    /** Draws a sample on its button and enables it; a click gives the sample's {@code ImageBitmap}. */
    @JSBody(
            params = {"button", "address", "chosen", "failed"},
            script = "var image = new Image();"
                    + "image.onload = function() {"
                    + "  var canvas = button.querySelector('canvas');"
                    + "  var side = canvas.width = canvas.height = 112;"
                    + "  canvas.getContext('2d').drawImage(image, 0, 0, side, side);"
                    + "  button.disabled = false;"
                    + "  button.dataset.filled = 'true';"
                    + "  button.addEventListener('click', function() { createImageBitmap(image).then(chosen); });"
                    + "};"
                    + "image.onerror = function() { failed('the sample ' + address + ' could not be loaded'); };"
                    + "image.src = address;")
    private static native void showOn(HTMLElement button, String address, Chosen chosen, Failed failed);

    /** {@code undo}, {@code clear} or nothing; keys typed into a field are the field's. */
    @JSBody(
            params = "event",
            script =
                    "if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== 'radio') { return ''; }"
                            + "if ((event.ctrlKey || event.metaKey) && event.key === 'z') { return 'undo'; }"
                            + "return event.key === 'Delete' || event.key === 'Escape' ? 'clear' : '';")
    private static native String shortcut(JSObject event);

    @JSFunctor
    private interface Chosen extends JSObject {
        void chosen(JSObject bitmap);
    }

    @JSFunctor
    private interface Failed extends JSObject {
        void failed(String reason);
    }
}
