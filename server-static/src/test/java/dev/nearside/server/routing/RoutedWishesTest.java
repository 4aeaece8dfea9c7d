package dev.nearside.server.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.routing.Policy;
import dev.nearside.routing.Router;
import dev.nearside.routing.RoutingRules;
import dev.nearside.routing.RoutingState;
import dev.nearside.routing.Target;
import dev.nearside.server.chat.BackendFailure;
import dev.nearside.server.chat.ChatCall;
import dev.nearside.server.chat.RequestFacts;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request says of its routing: what is private, how far it may go, and to which conversation it belongs. */
class RoutedWishesTest extends DispatchFixture {
    @Test
    void privateToolsAreRefusedAsPrivate() {
        ObjectNode body = stream("auto", "Hello");
        body.putArray("tools").addObject().put("description", "Writes to ada@example.org");

        BackendFailure failure = fails(RoutingRules.STANDARD, body, NO_HEADERS);

        assertThat(failure.code()).isEqualTo("private_request");
        assertThat(failure).hasMessageNotContaining("ada@");
        assertThat(backends.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"user\": \"ada@example.org\"}",
                "{\"metadata\": {\"who\": \"ada@example.org\"}}",
                "{\"metadata\": {\"ada@example.org\": \"who\"}}",
                "{\"stop\": [\"ada@example.org\"]}"
            })
    void whatStandsBesideTheMessagesCanBePrivateToo(String more) throws Exception {
        ObjectNode body = stream("cloud/big", "Hello");
        JsonNode extra = JSON.readTree(more);
        extra.properties().forEach(member -> body.set(member.getKey(), member.getValue()));

        assertThat(fails(RoutingRules.STANDARD, body, NO_HEADERS).code()).isEqualTo("private_request");
    }

    @Test
    void aConversationStaysPrivate() {
        RoutedDispatch dispatch = dispatcher(RoutingRules.STANDARD.with(Policy.PREFER_CLOUD));
        RequestFacts facts = new RequestFacts(Map.of("x-nearside-conversation", "c1"));

        dispatch.dispatch(ChatCall.read(stream("auto", "I am ada@example.org")), facts, sink);
        dispatch.dispatch(ChatCall.read(stream("auto", "And now?")), facts, sink);
        dispatch.dispatch(ChatCall.read(stream("auto", "Hello")), NO_HEADERS, sink);

        assertThat(backends.asked.subList(0, 2)).containsExactly(JVM, JVM);
        assertThat(backends.asked.get(2)).isNotEqualTo(JVM);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Nearside-Private, true, jvm",
        "X-Nearside-Reach, device, jvm",
        "X-Nearside-Policy, only-device, jvm",
        "X-Nearside-Policy, prefer-cloud, cloud",
        "X-Nearside-Private, false, cloud"
    })
    void headersNarrow(String name, String value, String backend) {
        backends.state(RoutingState.of(JVM, CLOUD));

        dispatch(rules("{\"policy\": \"prefer-cloud\"}"), stream("auto", "Hi"), new RequestFacts(Map.of(name, value)));

        assertThat(backends.asked).extracting(Target::backend).containsExactly(backend);
    }

    @Test
    void theBodyNarrowsToo() throws Exception {
        ObjectNode body = stream("auto", "Hello");
        body.set("nearside", JSON.readTree("{\"reach\": \"device\", \"conversation\": \"c2\"}"));

        dispatch(rules("{\"policy\": \"prefer-cloud\"}"), body, NO_HEADERS);

        assertThat(backends.asked).containsExactly(JVM);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Nearside-Policy, only-devices",
        "X-Nearside-Reach, home",
        "X-Nearside-Private, yes",
        "X-Nearside-Status, 1"
    })
    void aMisspeltHeaderIsRefusedByItsName(String name, String value) {
        BackendFailure failure =
                fails(RoutingRules.STANDARD, stream("auto", "Hi"), new RequestFacts(Map.of(name, value)));

        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.openAiError().path("param").asText()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"reech\": \"device\"}", "{\"policy\": 5}", "\"private\""})
    void aWrongMemberOfTheBodyIsRefused(String member) throws Exception {
        ObjectNode body = stream("auto", "Hello");
        body.set("nearside", JSON.readTree(member));

        BackendFailure failure = fails(RoutingRules.STANDARD, body, NO_HEADERS);

        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure).hasMessageStartingWith("nearside");
    }

    @Test
    void theLogHasNothingThatAPersonWrote() {
        RoutingRules rules = rules("{\"privacy\": {\"words\": [\"xylophone\"]}}");
        RoutedDispatch dispatch = dispatcher(rules);
        ChatCall call = ChatCall.read(stream("auto:secretword", "my xylophone ada@example.org"));

        String line = RoutingRecord.line(new Router(rules)
                .decide(
                        new Questions(new dev.nearside.routing.privacy.PrivateConversations(1), TokenCounts.NONE)
                                .of(call, NO_HEADERS)
                                .request(),
                        backends.state()));

        assertThat(dispatch).isNotNull();
        assertThat(line).doesNotContain("xylophone", "ada", "secretword").contains("found=email,word");
    }
}
