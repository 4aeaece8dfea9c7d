package dev.nearside.browser.page.search;

import dev.nearside.browser.client.SearchClient;
import dev.nearside.browser.dom.Dom;
import dev.nearside.browser.dom.Modal;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/** Shows a document's text as it was indexed, at the passage that was found. */
public final class Reader {
    /** Characters; more would take too long to be laid out before anything is seen. */
    private static final int MOST_LAID_OUT = 400_000;

    /** Characters of its blocks that may be marked beside the passage itself. */
    private static final int MOST_AROUND = 1_500;

    private final SearchClient search;
    private final Toast toast;
    private final Modal dialog = new Modal("reader").closedBy("reader-close").closedFromOutside();
    private final HTMLElement text = Dom.find("reader-text");
    private final HTMLElement back = Dom.find("reader-back");

    /** Closed. */
    public Reader(SearchClient search, Toast toast) {
        this.search = search;
        this.toast = toast;
        Dom.on(back, "click", event -> goToPassage(text));
    }

    /** Opens a document at its beginning. */
    void open(Entry entry) {
        new Thread(() -> show(entry.id(), entry.name(), null)).start();
    }

    /** Opens a document at the passage. */
    public void open(Passage passage) {
        new Thread(() -> show(passage.document(), passage.name(), passage)).start();
    }

    private void show(String id, String name, @Nullable Passage passage) {
        try {
            JSObject document = Promises.awaitValue(search.open(id));
            JSObject pages = JsObjects.get(document, "pages");
            Dom.text(Dom.find("reader-title"), name);
            Dom.text(Dom.find("reader-place"), passage == null ? "" : passage.where());
            back.setHidden(passage == null);
            String whole = String.valueOf(JsObjects.text(document, "text"));
            String type = String.valueOf(JsObjects.text(document, "type"));
            text.clear();
            if (!type.equals("markdown") || !layOut(whole, passage)) {
                // Markdown as it was written is read like code.
                text.setAttribute("data-type", type.equals("markdown") ? "code" : type);
                fill(whole, JsArrays.numbers(pages), passage);
            }
            dialog.open("reader-text");
            if (passage != null) {
                goToPassage(text);
            }
        } catch (JsFailure e) {
            toast.problem(name + " could not be opened: " + e.getMessage());
        }
    }

    /**
     * Lays Markdown out, the blocks marked that the passage has a share in; false if these are so much more than the passage
     * that it could not be told from them, or if there is too much of it to be laid out at once.
     */
    private boolean layOut(String whole, @Nullable Passage passage) {
        Range hit = passage == null ? new Range(0, 0) : passage.place();
        int most = MOST_AROUND + 2 * (hit.end() - hit.start());
        List<ReaderBlock> blocks = whole.length() > MOST_LAID_OUT ? List.of() : ReaderBlock.ofMarkdown(whole, hit);
        boolean isTold = blocks.stream()
                .map(ReaderBlock::place)
                .allMatch(place -> !ReaderBlock.isShared(hit, place) || place.end() - place.start() <= most);
        if (blocks.isEmpty() || !isTold) {
            return false;
        }
        text.setAttribute("data-type", "markdown");
        for (ReaderBlock block : blocks) {
            Range place = block.place();
            boolean isHit = ReaderBlock.isShared(hit, place);
            HTMLElement element = part(text, "reader-block");
            element.setAttribute("class", isHit ? "reader-block reader-hit prose" : "reader-block prose");
            List<String> marked = passage == null || !isHit ? List.of() : PassageText.words(passage);
            PassageText.markdown(element, whole.substring(place.start(), place.end()), marked);
        }
        return true;
    }

    private void fill(String whole, int[] pages, @Nullable Passage passage) {
        Range hit = passage == null ? new Range(0, 0) : passage.place();
        for (ReaderBlock block : ReaderBlock.of(whole, pages)) {
            if (block.page() > 0) {
                Dom.text(part(text, "reader-page"), "Page " + block.page());
            }
            Range place = block.place();
            HTMLElement element = part(text, "reader-block");
            Range found = hit.within(place);
            if (passage == null || found.isEmpty()) {
                Dom.append(element, whole.substring(place.start(), place.end()), false);
                continue;
            }
            Dom.append(element, whole.substring(place.start(), found.start()), false);
            MarkedText.show(
                    part(element, "reader-hit"), whole.substring(found.start(), found.end()), marks(passage, found));
            Dom.append(element, whole.substring(found.end(), place.end()), false);
        }
    }

    /** The passage's marks, counted from where the part begins that is shown. */
    private static List<Range> marks(Passage passage, Range part) {
        int ahead = part.start() - passage.place().start();
        return passage.marks().stream().map(mark -> mark.from(ahead)).toList();
    }

    /** A new part at the end: of the passage a span, of the text a block. */
    @JSBody(
            params = {"parent", "name"},
            script = "var part = document.createElement(name === 'reader-hit' ? 'span' : 'div');"
                    + "part.className = name;"
                    + "parent.appendChild(part);"
                    + "return part;")
    private static native HTMLElement part(HTMLElement parent, String name);

    /**
     * Goes to the first of the answer's words, as the passage may be longer than the window. Twice, as blocks above that
     * were never laid out get their true height only on the way.
     */
    @JSBody(
            params = "text",
            script = "var place = text.querySelector('.reader-hit mark') || text.querySelector('.reader-hit');"
                    + "function go() { place.scrollIntoView({block: 'center', behavior: 'instant'}); }"
                    + "if (place) { go(); requestAnimationFrame(go); } else { text.scrollTop = 0; }")
    private static native void goToPassage(HTMLElement text);
}
