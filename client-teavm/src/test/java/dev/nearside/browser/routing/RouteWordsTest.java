package dev.nearside.browser.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.json.Json;
import dev.nearside.routing.Condition;
import dev.nearside.routing.Readiness;
import dev.nearside.routing.Router;
import dev.nearside.routing.RoutingRequest;
import dev.nearside.routing.RoutingRules;
import dev.nearside.routing.RoutingState;
import dev.nearside.routing.Speed;
import dev.nearside.routing.Target;
import org.junit.jupiter.api.Test;

class RouteWordsTest {
    private static final Target TAB = Target.of("tab", "smollm2", 2048);
    private static final Target JVM = Target.of("jvm", "smollm2", 2048);
    private static final Target CLOUD = Target.of("openai", "gpt-4o", 128_000);

    private static String words(String message, String wishes, Target... targets) {
        String request = "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"" + message
                + "\"}],\"nearside\":" + wishes + "}";
        return RouteWords.of(new Router(RoutingRules.STANDARD)
                .decide(RoutingRequest.read(Json.read(request)), RoutingState.of(targets)));
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
    void aRefusalSaysWhatToDo() {
        assertThat(words("Hi", "{\"reach\":\"tab\"}", absent(TAB), JVM))
                .isEqualTo("Nothing that is near enough can answer. This tab: its model is not here yet."
                        + " The server on this machine: answers are kept nearer than that."
                        + " Load a model into this tab, or let answers come from further away.");
        assertThat(words("Hi", "{}", absent(TAB))).endsWith("Load a model into this tab.");
    }
}
