package dev.nearside.browser.compare;

import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.comparison.Comparison;
import dev.nearside.error.InvalidInput;
import dev.nearside.json.Json;
import java.util.Optional;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/** Keeps the last comparison in this browser, says so, and lets a person delete it. */
final class Keeping {
    private final Shelf shelf = new Shelf();
    private final HTMLElement note = Dom.find("compare-last");
    private final HTMLElement delete = Dom.slot(note, "delete");
    private final Runnable deleted;
    private double at;
    private boolean isKept;
    private boolean isElsewhere;
    private boolean isWhole;

    /** @param deleted told that nothing is kept any more */
    Keeping(Runnable deleted) {
        this.deleted = deleted;
        Dom.on(delete, "click", event -> new Thread(this::clear).start());
    }

    /** What an earlier visit kept, which it says; empty if there is none that can be read. */
    Optional<Comparison> last() {
        try {
            Optional<Shelf.Kept> kept = shelf.last();
            if (kept.isPresent()) {
                at = kept.get().at();
                isKept = true;
                Comparison comparison = Comparison.read(Json.read(kept.get().json()));
                say();
                return Optional.of(comparison);
            }
        } catch (JsFailure e) {
            fail("This browser does not keep comparisons (" + e.getMessage()
                    + "): save one as a file before you leave.");
        } catch (InvalidInput e) {
            fail("The comparison that this browser keeps cannot be read (" + e.getMessage() + ").");
        }
        return Optional.empty();
    }

    /** Another comparison begins. */
    void begin() {
        at = JsObjects.wallClock();
        isKept = false;
        isElsewhere = false;
        note.setHidden(true);
    }

    /** Keeps what there is of it, unless another tab has meanwhile decided otherwise. */
    void keep(Comparison comparison) {
        if (isElsewhere) {
            return;
        }
        Shelf.Kept kept = new Shelf.Kept(at, comparison.facts().toString());
        isWhole = false;
        try {
            if (!isKept) {
                shelf.keep(kept);
                isKept = true;
                isWhole = true;
            } else if (!shelf.keepMore(kept)) {
                isKept = false;
                isElsewhere = true;
                fail("Another tab has deleted this comparison, or keeps a later one:"
                        + " save it as a file before you leave.");
            } else {
                isWhole = true;
            }
        } catch (JsFailure e) {
            fail("This browser could not keep the comparison (" + e.getMessage()
                    + "): save it as a file before you leave.");
        }
    }

    /** It is over. */
    void end() {
        if (isWhole) {
            say();
        }
    }

    private void say() {
        show("The comparison of " + date(at)
                + " is kept in this browser, and nowhere else, until you delete it or make another.");
    }

    private void fail(String text) {
        show(text);
        note.setAttribute("data-state", "failed");
    }

    private void show(String text) {
        note.removeAttribute("data-state");
        Dom.text(Dom.slot(note, "text"), text);
        delete.setHidden(!isKept);
        note.setHidden(false);
    }

    private void clear() {
        try {
            shelf.clear();
            isKept = false;
            note.setHidden(true);
            deleted.run();
        } catch (JsFailure e) {
            fail("It could not be deleted: " + e.getMessage());
        }
    }

    @JSBody(
            params = "millis",
            script = "return new Date(millis).toLocaleString(undefined, {dateStyle: 'medium', timeStyle: 'short'});")
    private static native String date(double millis);
}
