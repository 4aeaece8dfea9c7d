package dev.nearside.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.chat.ChatMessage;
import dev.nearside.embedding.EmbedOptions;
import dev.nearside.embedding.EmbeddingBackend;
import dev.nearside.embedding.EmbeddingInput;
import dev.nearside.embedding.Embeddings;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionTest {
    private static final RoutingState STATE = RoutingState.of(
            Target.of("tab", "small", 2048), Target.of("jvm", "small", 2048), Target.of("up", "big", 0));

    private static RoutingRequest request(String text) {
        List<ChatMessage> messages = List.of(ChatMessage.user(text));
        return new RoutingRequest("auto", messages, Size.estimate(messages, 0), Wishes.NONE, 0);
    }

    @Test
    void theHeadersSayWhereAndWhyAndNothingOfTheText() {
        Decision decision = new Router(RoutingRules.STANDARD).decide(request("mail ada@example.org"), STATE);

        assertThat(decision.headers())
                .isEqualTo(Map.of(
                        "X-Nearside-Backend", "tab",
                        "X-Nearside-Model", "small",
                        "X-Nearside-Reason",
                                "private: an e-mail address in message 1, so only this device; prefer-device"));
        assertThat(decision.toJson().toString()).doesNotContain("ada@");
    }

    @Test
    void headersStayOnOneLineOfAscii() {
        RoutingRules rules = RoutingRules.read(
                Json.read(
                        "{\"rules\":[{\"name\":\"a\\r\\nSet-Cookie: ü\",\"when\":{\"minTokens\":1},\"then\":{\"use\":[\"jvm\"]}}]}"));

        Decision decision = new Router(rules).decide(request("Hi"), STATE);

        assertThat(decision.headers()).containsEntry("X-Nearside-Reason", "rule: rule 'a??Set-Cookie: ?'");
    }

    @Test
    void aRefusedRequestHasNoAttempts() {
        Decision decision = new Router(RoutingRules.STANDARD).decide(request("Hi"), RoutingState.of());

        assertThat(decision.refusal()).isEqualTo(new Refusal(Refusal.Kind.NO_BACKEND, "there are no back ends"));
        assertThat(decision.headers()).containsOnlyKeys("X-Nearside-Reason");
        assertThatThrownBy(() -> decision.attempts(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whoNamesAnUpstreamForWhatIsPrivateIsToldTheWayOut() {
        List<ChatMessage> messages = List.of(ChatMessage.user("mail ada@example.org"));
        RoutingRequest request = new RoutingRequest("up/big", messages, Size.estimate(messages, 0), Wishes.NONE, 0);

        Decision here = new Router(RoutingRules.STANDARD).decide(request, STATE);
        Decision alone = new Router(RoutingRules.STANDARD).decide(request, RoutingState.of(Target.of("up", "big", 0)));

        assertThat(here.message()).endsWith("; ask for 'auto' to have a model on this device answer");
        assertThat(alone.message()).doesNotContain("auto");
    }

    @Test
    void aReasonThatHoldsOfSeveralIsSaidOnce() {
        RoutingState state = RoutingState.of(
                Target.of("up", "a", 0),
                Target.of("up", "b", 0),
                Target.of("jvm", "small", 2),
                Target.of("up", "c", 0));
        RoutingRequest kept = new RoutingRequest(
                "auto",
                List.of(ChatMessage.user("one two three")),
                new Size(9, 0),
                new Wishes(null, Reach.DEVICE, true, false),
                0);

        String message = new Router(RoutingRules.STANDARD).decide(kept, state).message();

        assertThat(message)
                .containsOnlyOnce("the request is kept to the device")
                .contains("; up/", ", up/");
    }

    @Test
    void thatItWasAskedForDoesNotHideWhatWasFound() {
        List<ChatMessage> messages = List.of(ChatMessage.user("mail ada@example.org"));
        RoutingRequest request = new RoutingRequest(
                "auto", messages, Size.estimate(messages, 0), new Wishes(null, Reach.ANYWHERE, true, false), 0);

        Decision decision = new Router(RoutingRules.STANDARD).decide(request, STATE);

        assertThat(decision.headers())
                .containsEntry(
                        "X-Nearside-Reason",
                        "private: as asked for, and an e-mail address in message 1, so only this device;"
                                + " prefer-device");
    }

    @Test
    void whatIsNotKnownIsNullAndNotNothing() {
        Target known = new Target(
                "up",
                "dear",
                0,
                Set.of(),
                Target.Share.EQUAL,
                new Price(1_000_000, 0),
                true,
                new Condition(Readiness.LOADED, false, 0, new Speed(0, 300, 0, 0)));

        JsonCursor considered = JsonCursor.of(new Router(RoutingRules.STANDARD)
                        .decide(
                                request("12345678"),
                                RoutingState.of(Target.of("jvm", "small", 0), Target.of("up", "big", 0), known))
                        .toJson())
                .field("considered");

        assertThat(considered.items().stream()
                        .map(one -> one.field("target").asString() + " "
                                + one.field("cost").value() + " "
                                + one.field("firstTokenMillis").value()))
                .containsExactlyInAnyOrder("jvm/small 0 null", "up/big null null", "up/dear 6 300");
    }

    @Test
    void aPartThatIsNoTextIsRefusedAsSuch() {
        RoutingRequest picture = request("Hi").beyond(List.of("messages[0].content[1]"));

        Decision decision =
                new Router(RoutingRules.STANDARD).decide(picture, RoutingState.of(Target.of("jvm", "small", 2048)));

        assertThat(decision.message()).contains("no pictures").contains("messages[0].content[1]");
    }

    @Test
    void attemptsGoThroughTheFallbacks() {
        Decision decision = new Router(RoutingRules.STANDARD).decide(request("Hi"), STATE);

        assertThat(decision.attempts(9).targets())
                .extracting(Target::id)
                .containsExactly("tab/small", "jvm/small", "up/big");
    }

    @Test
    void whatIsLikeAnExampleIsOfItsTask() {
        RoutingRules rules =
                RoutingRules.read(Json.read("{\"tasks\":[{\"name\":\"rhymes\",\"examples\":[\"a rhyme\"]}],"
                        + "\"rules\":[{\"name\":\"r\",\"when\":{\"task\":\"rhymes\"},\"then\":{\"use\":[\"up\"]}}]}"));
        Router router = new Router(rules, new EmbeddedExamples(new FirstLetters()));

        assertThat(router.decide(request("another verse"), STATE).basis().task())
                .isEqualTo("rhymes");
        assertThat(router.decide(request("what else"), STATE).basis().task()).isNull();
        assertThat(new Router(rules)
                        .decide(request("another verse"), STATE)
                        .basis()
                        .task())
                .isNull();
    }

    @Test
    void sizesAreEstimatedByScript() {
        assertThat(Size.estimate(List.of(ChatMessage.user("12345678")), 0).prompt())
                .isEqualTo(6);
        assertThat(Size.estimate(List.of(ChatMessage.user("日本語")), 7)).isEqualTo(new Size(7, 7));
        assertThat(new Price(2, 10).of(1000, 100)).isEqualTo(0.003);
    }

    /** Texts are alike if they begin with the same letter. */
    private static final class FirstLetters implements EmbeddingBackend {
        @Override
        public String model() {
            return "letters";
        }

        @Override
        public int dimensions() {
            return 26;
        }

        @Override
        public Embeddings embed(List<EmbeddingInput> inputs, EmbedOptions options) {
            float[] vectors = new float[26 * inputs.size()];
            for (int i = 0; i < inputs.size(); i++) {
                vectors[26 * i + ((EmbeddingInput.Text) inputs.get(i)).text().charAt(0) - 'a'] = 1;
            }
            return Embeddings.of(26, vectors, new int[inputs.size()]);
        }
    }
}
