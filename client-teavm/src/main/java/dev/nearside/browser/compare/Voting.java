package dev.nearside.browser.compare;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.dom.Dom;
import dev.nearside.comparison.Comparison;
import dev.nearside.comparison.ComparisonPrompt;
import dev.nearside.comparison.Measure;
import dev.nearside.comparison.Vote;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/** Lets a person say which answer is better, not knowing whose it is; the first run of each question. */
final class Voting {
    private final HTMLElement list = Dom.find("compare-ballot");
    private final HTMLElement question = Dom.find("compare-vote-question");
    private final HTMLElement tally = Dom.find("compare-tally");
    private final Consumer<Comparison> voted;
    private final long seed = (long) random();

    /** @param voted told of the comparison with one more vote */
    Voting(Consumer<Comparison> voted) {
        this.voted = voted;
    }

    /** Asks about the first question that was not voted on yet. */
    void show(Comparison comparison) {
        list.clear();
        int voteCount = comparison.votes().size();
        List<ComparisonPrompt> prompts = comparison.worthAVote();
        boolean over = voteCount >= prompts.size();
        Dom.text(question, over ? "" : prompts.get(voteCount).text());
        if (!over) {
            ballot(comparison, prompts.get(voteCount));
        }
        tally(comparison, prompts.size());
    }

    private void ballot(Comparison comparison, ComparisonPrompt prompt) {
        List<Measure> answers = comparison.firstAnswers(prompt);
        List<Integer> order = Vote.order(seed + comparison.votes().size(), answers.size());
        for (int i = 0; i < order.size(); i++) {
            Measure answer = answers.get(order.get(i));
            add("Answer " + (char) ('A' + i), answer.text(), () -> vote(comparison, prompt, answer.contestant()));
        }
        add("No difference", "", () -> vote(comparison, prompt, ""));
    }

    private void add(String title, String text, Runnable chosen) {
        HTMLElement row = Dom.copyTemplate("compare-ballot-row");
        Dom.text(Dom.slot(row, "text"), text);
        Dom.text(Dom.slot(row, "choose"), title);
        Dom.on(Dom.slot(row, "choose"), "click", event -> chosen.run());
        list.appendChild(row);
    }

    private void vote(Comparison comparison, ComparisonPrompt prompt, String winner) {
        voted.accept(comparison.with(new Vote(prompt.id(), 0, winner)));
    }

    /** Whose answers won is told when all votes are cast: before, it would not be blind. */
    private void tally(Comparison comparison, int ballots) {
        int votes = comparison.votes().size();
        int leftOut = comparison.prompts().size() - ballots;
        StringBuilder text = new StringBuilder(
                ballots == 0 ? "Nothing to vote on." : Amounts.count(votes, "vote") + " of " + ballots + ".");
        if (leftOut > 0) {
            text.append(' ')
                    .append(Amounts.count(leftOut, "question"))
                    .append(leftOut == 1 ? " is" : " are")
                    .append(" left out: no two answers differ.");
        }
        if (votes >= ballots) {
            for (Map.Entry<String, Integer> won : comparison.wins().entrySet()) {
                text.append(' ')
                        .append(won.getKey().isEmpty() ? "No difference" : won.getKey())
                        .append(": ")
                        .append(won.getValue())
                        .append('.');
            }
        }
        Dom.text(tally, text.toString());
    }

    @JSBody(script = "return Math.floor(Math.random() * 1e9);")
    private static native double random();
}
