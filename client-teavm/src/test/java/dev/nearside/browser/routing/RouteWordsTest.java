package dev.nearside.browser.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.json.Json;
import dev.nearside.routing.Condition;
import dev.nearside.routing.Decision;
import dev.nearside.routing.Privacy;
import dev.nearside.routing.Readiness;
import dev.nearside.routing.Router;
import dev.nearside.routing.RoutingRequest;
import dev.nearside.routing.RoutingRules;
import dev.nearside.routing.RoutingState;
import dev.nearside.routing.Speed;
import dev.nearside.routing.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteWordsTest {
    private static final Target TAB = Target.of("tab", "smollm2", 2048);
    private static final Target JVM = Target.of("jvm", "smollm2", 2048);
    private static final Target CLOUD = Target.of("openai", "gpt-4o", 128_000);

    private static String words(String message, String wishes, Target... targets) {
        return words("auto", message, wishes, targets);
    }

    private static String words(String model, String message, String wishes, Target... targets) {
        Decision decision =
                new Router(RoutingRules.STANDARD).decide(request(model, message, wishes), RoutingState.of(targets));
        return RouteWords.of(decision, RouteWords.privacy(decision.basis().privacy(), "it quotes your files"));
    }

    private static RoutingRequest request(String model, String message, String wishes) {
        return RoutingRequest.read(
                Json.read("{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + message
                        + "\"}],\"nearside\":" + wishes + "}"));
    }

    private static Target absent(Target target) {
        return target.in(new Condition(Readiness.ABSENT, false, 0, Speed.UNKNOWN));
    }

    @Test
    void theChosenOneIsExplainedByWhatKeptAnotherOut() {
        Target slow = TAB.in(new Condition(Readiness.INSTALLED, false, 0, new Speed(41_000, 0, 0, 0)));
        Target small = TAB.in(new Condition(Readiness.INSTALLED, false, 5_000_000, Speed.UNKNOWN));

        assertThat(words("Hi", "{}", TAB, JVM)).isEqualTo("The tab comes first.");
        assertThat(words("Hi", "{}", absent(TAB), JVM)).isEqualTo("Not this tab: its model is not here yet.");
        assertThat(words("Hi", "{}", slow, JVM)).isEqualTo("Not this tab: its first word would take about 41 s.");
        assertThat(words("Hi", "{}", small, JVM)).isEqualTo("Not this tab: it has too little memory for this model.");
        assertThat(words("Hi", "{\"policy\":\"prefer-cloud\",\"reach\":\"device\"}", TAB, CLOUD))
                .isEqualTo("Not openai: answers are kept nearer than that.");
    }

    @Test
    void whatIsPrivateIsSaidWithoutTheThingItself() {
        String stays = words("Write to ada@example.org", "{}", absent(TAB), JVM, CLOUD);
        String refused = words("Write to ada@example.org", "{}", absent(TAB), CLOUD);

        assertThat(stays)
                .isEqualTo("Private (an e-mail address in message 1), so it stays on this device."
                        + " Not this tab: its model is not here yet.");
        assertThat(refused)
                .startsWith("This conversation is private (an e-mail address in message 1)")
                .contains("Load a model into this tab")
                .doesNotContain("ada");
    }

    @Test
    void whatKeepsAPrivateRequestHereIsNeverSaidToBeTheSwitch() {
        String kept = words("Write to ada@example.org", "{\"reach\":\"device\"}", absent(TAB), CLOUD);
        String named = words("openai/gpt-4o", "Write to ada@example.org", "{\"reach\":\"device\"}", TAB, CLOUD);

        assertThat(kept)
                .isEqualTo("This conversation is private (an e-mail address in message 1), so it does not leave this"
                        + " device, and nothing here can answer. This tab: its model is not here yet. Load a model into"
                        + " this tab.");
        assertThat(named)
                .contains("is private (an e-mail address in message 1)")
                .doesNotContain("further away");
    }

    @Test
    void whyItIsPrivateIsSaidAsWhoeverMarkedItSaysIt() {
        String quotes = words("Hi", "{\"private\":true}", TAB);
        String both = words("Write to ada@example.org", "{\"private\":true}", TAB);
        Privacy before = new Privacy(false, true, List.of());

        assertThat(quotes).isEqualTo("Private (it quotes your files), so it stays on this device.");
        assertThat(both)
                .isEqualTo("Private (it quotes your files, and an e-mail address in message 1), so it stays on this"
                        + " device.");
        assertThat(RouteWords.privacy(before, "it quotes your files")).isEqualTo(before.describe());
        assertThat(RouteWords.privacy(new Privacy(true, false, List.of()), "")).isEqualTo("as asked for");
    }

    @Test
    void whoChoseAModelThatMayNotAnswerIsToldToChooseAutomatic() {
        String far = words("jvm/smollm2", "Hi", "{\"reach\":\"tab\"}", TAB, JVM);
        String cloud = words("openai/gpt-4o", "Write to ada@example.org", "{}", TAB, JVM, CLOUD);
        String policy = words("openai/gpt-4o", "Hi", "{\"policy\":\"only-device\"}", TAB, CLOUD);
        String unknown = words("nothing", "Hi", "{}", TAB);

        assertThat(far)
                .isEqualTo("The chosen model may not answer this. The server on this machine: answers are kept nearer"
                        + " than that. Choose “Automatic”, or let answers come from further away.");
        assertThat(cloud)
                .isEqualTo("This conversation is private (an e-mail address in message 1), so the chosen model may not"
                        + " answer it. openai: what is private does not go there. Choose “Automatic”, or begin a new"
                        + " conversation without what is private.");
        assertThat(policy).startsWith("The chosen model may not answer this. openai: the server’s rules leave it out.");
        assertThat(unknown).endsWith("Choose another model.");
    }

    @Test
    void theRuleThatDecidedAPrivateRequestIsNamed() {
        RoutingRules rules = RoutingRules.read(Json.read(
                "{\"rules\":[{\"name\":\"the coder\",\"when\":{\"minTokens\":1},\"then\":{\"use\":[\"jvm\"]}}]}"));

        Decision decision =
                new Router(rules).decide(request("auto", "Write to ada@example.org", "{}"), RoutingState.of(TAB, JVM));

        assertThat(RouteWords.of(decision, "an e-mail address in message 1"))
                .endsWith("stays on this device. The rule “the coder” has it asked first.");
    }

    @Test
    void aRefusalSaysWhatToDo() {
        assertThat(words("Hi", "{\"reach\":\"tab\"}", absent(TAB), JVM))
                .isEqualTo("Nothing that is near enough can answer. This tab: its model is not here yet."
                        + " The server on this machine: answers are kept nearer than that."
                        + " Load a model into this tab, or let answers come from further away.");
        assertThat(words("Hi", "{}", absent(TAB))).endsWith("Load a model into this tab.");
    }
}
