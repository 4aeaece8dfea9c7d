package dev.nearside.browser.page.search;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.dom.Dom;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/** The passages that answer, or what to do while there are none. */
final class Answers {
    private final HTMLElement area = Dom.find("search-answers");
    private final HTMLElement list = Dom.find("search-passages");
    private final HTMLElement more = Dom.find("search-more");
    private final Listener listener;
    private final HTMLElement nearest = Dom.find("search-nearest");
    private List<Passage> shown = List.of();
    private Result last = new Result("", List.of(), true, false);
    /** The question of which the nearest passages are wanted, although they may not answer it. */
    private String insisted = "";

    /**
     * What a search gave.
     *
     * @param answered whether a passage is near enough to answer
     * @param thereMayBeMore whether a longer list can be asked for
     */
    record Result(String question, List<Passage> passages, boolean answered, boolean thereMayBeMore) {}

    /** Hears what a person does to a passage. */
    interface Listener {
        void open(Passage passage);

        void onlyDocument(String id);
    }

    Answers(Listener listener) {
        this.listener = listener;
        Dom.on(nearest, "click", event -> {
            insisted = last.question;
            show(last);
            focusFirst(list);
        });
    }

    /** Nothing was asked. */
    void idle() {
        area.setAttribute("data-state", "idle");
        fill(List.of());
        more.setHidden(true);
    }

    /** Shows what was found. What is only the nearest there is, is shown when somebody wants to see it. */
    void show(Result result) {
        last = result;
        boolean unsure = !result.answered && !result.passages.isEmpty();
        boolean hidden = unsure && !result.question.equals(insisted);
        fill(hidden ? List.of() : result.passages);
        area.setAttribute("data-state", state(result, hidden));
        more.setHidden(hidden || !result.thereMayBeMore);
    }

    private static String state(Result result, boolean hidden) {
        if (result.passages.isEmpty()) {
            return "none";
        }
        if (hidden) {
            return "unsure";
        }
        return result.answered ? "found" : "nearest";
    }

    /** What is there already stays, as somebody may be reading it. */
    private void fill(List<Passage> passages) {
        if (!passages.equals(shown)) {
            shown = passages;
            list.clear();
            int near = near(passages);
            for (int i = 0; i < passages.size(); i++) {
                if (i == near && near > 0) {
                    list.appendChild(Dom.copyTemplate("passages-rest"));
                }
                list.appendChild(card(passages.get(i)));
            }
        }
    }

    /** How many of the first passages hold all that may answer. */
    private static int near(List<Passage> passages) {
        int count = passages.size();
        while (count > 0 && !passages.get(count - 1).near()) {
            count--;
        }
        return count;
    }

    private HTMLElement card(Passage passage) {
        HTMLElement card = Dom.copyTemplate("passage");
        card.setAttribute("data-type", passage.type());
        Dom.text(Dom.slot(card, "name"), passage.name());
        Dom.text(Dom.slot(card, "place"), passage.where());
        PassageText.show(Dom.slot(card, "text"), passage);
        rank(Dom.slot(card, "meaning"), "Meaning", passage.meaning());
        rank(Dom.slot(card, "words"), "Words", passage.words());
        Dom.text(Dom.slot(card, "explained"), explained(passage));
        Dom.on(Dom.slot(card, "name"), "click", event -> listener.open(passage));
        Dom.on(Dom.slot(card, "only"), "click", event -> listener.onlyDocument(passage.document()));
        Dom.copyButton(Dom.slot(card, "copy"), passage::text);
        return card;
    }

    private static void rank(HTMLElement element, String by, int rank) {
        Dom.text(element, by + " " + (rank > 0 ? Amounts.ordinal(rank) : "–"));
        // Halved at the third place: the first few matter, all behind them are far.
        Dom.style(element, "--share", String.valueOf(rank > 0 ? 2.0 / (rank + 1) : 0));
    }

    @JSBody(
            params = "list",
            script = "var first = list.querySelector('[data-slot=name]'); if (first) { first.focus(); }")
    private static native void focusFirst(HTMLElement list);

    /** The two ranks in words. */
    static String explained(Passage passage) {
        String meaning = passage.meaning() > 0
                ? "By what it means, this is the " + Amounts.ordinal(passage.meaning())
                        + " of all passages: the language model puts it that close to the question."
                : "By what it means, it is not among the closest passages.";
        String words = passage.words() > 0
                ? " By the words that it shares with the question, rare ones counting more, it is the "
                        + Amounts.ordinal(passage.words()) + "."
                : " By words, it is not among the best.";
        return meaning + words + " Both ranks together make the order here.";
    }
}
