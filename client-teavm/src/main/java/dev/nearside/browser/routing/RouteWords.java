package dev.nearside.browser.routing;

import dev.nearside.routing.Considered;
import dev.nearside.routing.Considered.Verdict;
import dev.nearside.routing.Decision;
import dev.nearside.routing.Place;
import dev.nearside.routing.Privacy;
import dev.nearside.routing.Reason;
import dev.nearside.routing.Refusal;
import dev.nearside.routing.RoutingRule;
import dev.nearside.routing.Target;
import java.util.ArrayList;
import java.util.List;

/** Decisions in a person's words: why there, or why nowhere and what to do. */
final class RouteWords {
    private static final double MILLIS = 1000;
    private static final String ANOTHER = "Choose “Automatic”, or another model.";

    private RouteWords() {}

    /**
     * One or two sentences; they hold nothing of the messages.
     *
     * @param privacy why it is private, as {@link #privacy} says it
     */
    static String of(Decision decision, String privacy) {
        Refusal refusal = decision.refusal();
        String why = refusal == null
                ? why(decision, decision.chosen().orElseThrow(), privacy)
                : refused(decision, refusal, privacy);
        String uncompared = decision.basis().uncompared();
        return uncompared == null ? why : why + " " + capital(uncompared) + ".";
    }

    /**
     * Why a request is private, for example {@code it quotes your files, and an e-mail address in message 1}; empty if it is not.
     *
     * @param because why whoever asks marked it so, in a person's words; empty if they do not say
     */
    static String privacy(Privacy privacy, String because) {
        if (!privacy.asked() || because.isEmpty()) {
            return privacy.describe();
        }
        String found = new Privacy(false, false, privacy.findings()).describe();
        return found.isEmpty() ? because : because + ", and " + found;
    }

    /** Where a target is: {@code This tab}, {@code The server on this machine}, or an upstream's name. */
    static String where(Target target) {
        return switch (target.place()) {
            case TAB -> "This tab";
            case JVM -> "The server on this machine";
            case UPSTREAM -> target.backend().equals(ServerRouting.REMOTE) ? "The server" : target.backend();
        };
    }

    private static String why(Decision decision, Considered chosen, String privacy) {
        String instead = passedOver(decision, chosen);
        if (decision.basis().privacy().isPrivate()) {
            return "Private (" + privacy + "), so it stays on this device." + instead
                    + preferred(decision, chosen.target());
        }
        if (!instead.isEmpty()) {
            return instead.substring(1);
        }
        RoutingRule rule = decision.basis().rule();
        if (chosen.reason() == Reason.NAMED) {
            return "This model was asked for.";
        }
        if (rule != null) {
            return "The rule “" + rule.name() + "” says so.";
        }
        return switch (chosen.target().place()) {
            case TAB -> "The tab comes first.";
            case JVM -> "The tab has no model for this; the server on this machine has.";
            case UPSTREAM -> "The policy " + decision.basis().policy().label() + " says so.";
        };
    }

    /** The rule that has this target asked first, beginning with a space; empty if none does. */
    private static String preferred(Decision decision, Target chosen) {
        RoutingRule rule = decision.basis().rule();
        if (rule == null) {
            return "";
        }
        List<String> first = rule.then().use();
        return first.contains(chosen.id()) || first.contains(chosen.backend())
                ? " The rule “" + rule.name() + "” has it asked first."
                : "";
    }

    /** Who would have been preferred and why not, beginning with a space; empty if nobody. */
    private static String passedOver(Decision decision, Considered chosen) {
        for (Considered one : decision.considered()) {
            boolean nearer = one.target().place().compareTo(chosen.target().place()) < 0;
            boolean wouldBe = one.reason() == chosen.reason() || (chosen.reason() == Reason.PRIVATE && nearer);
            if (one.verdict() != Verdict.CHOSEN && wouldBe && isProblem(one.reason())) {
                return " Not " + lower(where(one.target())) + ": " + problem(one) + ".";
            }
        }
        return "";
    }

    private static boolean isProblem(Reason reason) {
        return switch (reason) {
            case NOT_INSTALLED, MEMORY, BREAKER_OPEN, OFFLINE, CONTEXT, COST, SLOW, REACH -> true;
            default -> false;
        };
    }

    private static String problem(Considered one) {
        return switch (one.reason()) {
            case NOT_INSTALLED -> "its model is not here yet";
            case MEMORY -> "it has too little memory for this model";
            case BREAKER_OPEN -> "it failed too often lately";
            case OFFLINE -> "there is no network";
            case CONTEXT -> "the conversation is too long for it";
            case COST -> "it would cost too much";
            case SLOW -> "its first word would take about " + Math.round(one.firstTokenMillis() / MILLIS) + " s";
            case PRIVATE -> "what is private does not go there";
            case REACH -> "answers are kept nearer than that";
            case POLICY, RULE -> "the server’s rules leave it out";
            default -> one.detail();
        };
    }

    private static String refused(Decision decision, Refusal refusal, String privacy) {
        String nobody = problems(decision);
        if (!nobody.isEmpty() && isElsewhere(decision)) {
            return ofNamed(decision, refusal, nobody, privacy);
        }
        if (isKeptHere(decision, refusal)) {
            return "This conversation is private (" + privacy
                    + "), so it does not leave this device, and nothing here can answer. " + problemsHere(decision)
                    + "Load a model into this tab.";
        }
        return switch (refusal.kind()) {
            case REACH ->
                "Nothing that is near enough can answer. " + nobody
                        + "Load a model into this tab, or let answers come from further away.";
            case POLICY ->
                "The server’s policy, " + decision.basis().policy().label()
                        + ", leaves nothing that could answer. Whoever runs the server can change it.";
            case RULE -> "The server’s rules do not let this be answered: " + refusal.message() + ".";
            case COST -> "Wherever this could be answered it would cost more than the limit. Make it shorter.";
            case MODEL_NOT_FOUND -> capital(refusal.message()) + ". Choose another model.";
            case CONTEXT_LENGTH ->
                "The conversation is too long for every model that may answer. Begin a new one, or have the oldest"
                        + " turns left out.";
            case NO_BACKEND -> "Nothing can answer at the moment. " + nobody + "Load a model into this tab.";
            default -> capital(refusal.message()) + ".";
        };
    }

    /** Whether privacy would hinder it, too, were everything else allowed: then nothing further away is of any help. */
    private static boolean isKeptHere(Decision decision, Refusal refusal) {
        return switch (refusal.kind()) {
            case PRIVATE -> true;
            case REACH, NO_BACKEND -> decision.basis().privacy().isPrivate();
            default -> false;
        };
    }

    /** Whether a model outside the tab was chosen, and there are others on the device. */
    private static boolean isElsewhere(Decision decision) {
        boolean others = false;
        for (Considered one : decision.considered()) {
            boolean named = one.reason() == Reason.NAMED;
            if (!named && one.target().place() == Place.TAB) {
                return false;
            }
            others |= named && one.target().place() != Place.UPSTREAM;
        }
        return others;
    }

    /** A model outside the tab was chosen, and may not answer. */
    private static String ofNamed(Decision decision, Refusal refusal, String why, String privacy) {
        boolean isPrivate = decision.basis().privacy().isPrivate();
        if (refusal.kind() == Refusal.Kind.PRIVATE || (refusal.kind() == Refusal.Kind.REACH && isPrivate)) {
            return "This conversation is private (" + privacy + "), so the chosen model may not answer it. " + why
                    + "Choose “Automatic”, or begin a new conversation without what is private.";
        }
        return switch (refusal.kind()) {
            case REACH ->
                "The chosen model may not answer this. " + why
                        + "Choose “Automatic”, or let answers come from further away.";
            case NO_BACKEND -> "The chosen model cannot answer at the moment. " + why + ANOTHER;
            default -> "The chosen model may not answer this. " + why + ANOTHER;
        };
    }

    private static String problems(Decision decision) {
        return problems(decision.considered());
    }

    /** What hinders those on this device: of the others it is clear. */
    private static String problemsHere(Decision decision) {
        return problems(decision.considered().stream()
                .filter(one -> one.target().place() != Place.UPSTREAM)
                .toList());
    }

    private static String problems(List<Considered> considered) {
        List<String> said = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Considered one : considered) {
            String sentence = where(one.target()) + ": " + problem(one) + ". ";
            if (one.reason() != Reason.NAMED && !said.contains(sentence)) {
                said.add(sentence);
                text.append(sentence);
            }
        }
        return text.toString();
    }

    private static String lower(String text) {
        return text.startsWith("This ") || text.startsWith("The ")
                ? Character.toLowerCase(text.charAt(0)) + text.substring(1)
                : text;
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
