package dev.nearside.browser.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.json.Json;
import dev.nearside.routing.Router;
import dev.nearside.routing.RoutingRequest;
import dev.nearside.routing.RoutingRules;
import dev.nearside.routing.RoutingState;
import dev.nearside.routing.Target;
import org.junit.jupiter.api.Test;

class ServerRoutingTest {
    /** As a comparison makes them. */
    private static final String OWN =
            "[{\"name\":\"mine\",\"when\":{\"minTokens\":1},\"then\":{\"use\":[\"jvm/smollm2\"]}}]";

    private static final ServerRouting.Known KNOWN = new ServerRouting.Known(
            RoutingRules.STANDARD,
            RoutingState.of(Target.of("tab", "smollm2", 2048), Target.of("jvm", "smollm2", 2048)),
            false);

    private static String chosen(String text, String wishes) {
        RoutingRequest request =
                RoutingRequest.read(Json.read("{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\""
                        + text + "\"}],\"nearside\":" + wishes + "}"));
        return new Router(KNOWN.rulesFor(request, OWN))
                .decide(request, KNOWN.state())
                .chosen()
                .orElseThrow()
                .target()
                .id();
    }

    @Test
    void aRuleOfThePersonsOwnSaysWhoIsAskedFirst() {
        assertThat(chosen("Hello", "{}")).isEqualTo("jvm/smollm2");
    }

    @Test
    void aRuleOfThePersonsOwnTakesNothingPrivateOutOfTheTab() {
        assertThat(chosen("My card is 4111 1111 1111 1111", "{}")).isEqualTo("tab/smollm2");
        assertThat(chosen("Hello", "{\"private\":true}")).isEqualTo("tab/smollm2");
        assertThat(chosen("And now?", "{\"wasPrivate\":true}")).isEqualTo("tab/smollm2");
    }
}
