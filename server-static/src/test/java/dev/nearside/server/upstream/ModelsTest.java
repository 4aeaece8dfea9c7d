package dev.nearside.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.routing.Failure.Kind;
import dev.nearside.routing.Price;
import dev.nearside.routing.Target;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What models there are, by what each kind of server tells. */
final class ModelsTest {

    private static Bench asked(HostileServer server) {
        Bench bench = Bench.of(server);
        bench.upstreams().refresh();
        return bench;
    }

    @Test
    void beforeItWasAskedAnUpstreamHasNone() {
        try (HostileServer server = HostileServer.serving(Map.of());
                Bench bench = Bench.of(server)) {
            assertThat(bench.upstreams().targets()).isEmpty();
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void modelsAreAskedForInTheBackground() {
        CountDownLatch asked = new CountDownLatch(1);
        HostileServer.Script script = (number, connection) -> {
            connection.json(200, "[\"m\"]");
            asked.countDown();
        };

        try (HostileServer server = HostileServer.playing(script);
                Bench bench = Bench.of(server)) {
            bench.upstreams().keepFresh();

            HostileServer.await(asked);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"data\":[{\"id\":\"m\",\"owned_by\":\"vllm\",\"max_model_len\":32768}]} | 32768",
                "{\"data\":[{\"id\":\"m\",\"owned_by\":\"llamacpp\",\"meta\":{\"n_ctx_train\":8192}}]} | 8192",
                "{\"data\":[{\"id\":\"m\",\"context_length\":200000}]} | 200000",
                "{\"data\":[{\"id\":\"m\",\"context_window\":131072}]} | 131072",
                "{\"data\":[{\"id\":\"m\",\"max_model_len\":\"much\"}]} | 0",
                "[{\"id\":\"m\"}] | 0",
                "[\"m\"] | 0"
            })
    void theContextIsWhatTheListSays(String list, int context) {
        try (HostileServer server = HostileServer.serving(Map.of("/v1/models", list));
                Bench bench = asked(server)) {
            assertThat(bench.upstreams().targets()).singleElement().satisfies(target -> {
                assertThat(target.id()).isEqualTo("up/m");
                assertThat(target.contextLength()).isEqualTo(context);
                assertThat(target.network()).isFalse();
                assertThat(target.price()).isEqualTo(Price.UNKNOWN);
            });
        }
    }

    @Test
    void llamaCppIsAskedWhatItRunsWith() {
        Map<String, String> answers = Map.of(
                "/v1/models", "{\"data\":[{\"id\":\"m\",\"owned_by\":\"llamacpp\",\"meta\":{\"n_ctx_train\":8192}}]}",
                "/props", "{\"default_generation_settings\":{\"n_ctx\":2048}}");

        try (HostileServer server = HostileServer.serving(answers);
                Bench bench = asked(server)) {
            assertThat(bench.upstreams().targets().get(0).contextLength()).isEqualTo(2048);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"parameters\":\"stop \\\"<s>\\\"\\nnum_ctx    16384\",\"model_info\":{\"llama.context_length\":131072}} | 16384",
                "{\"model_info\":{\"general.architecture\":\"llama\",\"llama.context_length\":131072}} | 4096",
                "{\"model_info\":{\"bert.context_length\":512}} | 512",
                "{} | 0"
            })
    void ollamaIsAskedOnceWhatItGivesAModel(String shown, int context) {
        Map<String, String> answers =
                Map.of("/v1/models", "{\"data\":[{\"id\":\"m\",\"owned_by\":\"library\"}]}", "/api/show", shown);

        try (HostileServer server = HostileServer.serving(answers);
                Bench bench = asked(server)) {
            bench.upstreams().refresh();

            assertThat(bench.upstreams().targets().get(0).contextLength()).isEqualTo(context);
            assertThat(server.requests()).hasSize(3).anySatisfy(request -> assertThat(request)
                    .startsWith("POST /api/show ")
                    .endsWith("{\"model\":\"m\"}"));
        }
    }

    @Test
    void pricesForATokenBecomePricesForAMillion() {
        String list = "{\"data\":[{\"id\":\"m\",\"pricing\":{\"prompt\":\"0.0000025\",\"completion\":\"0.00001\"}},"
                + "{\"id\":\"n\",\"pricing\":{\"prompt\":\"-1\",\"completion\":\"NaN\"}}]}";

        try (HostileServer server = HostileServer.serving(Map.of("/v1/models", list));
                Bench bench = asked(server)) {
            assertThat(bench.upstreams().targets().get(0).price().input()).isBetween(2.4999, 2.5001);
            assertThat(bench.upstreams().targets().get(0).price().output()).isBetween(9.9999, 10.0001);
            assertThat(bench.upstreams().targets().get(1).price()).isEqualTo(Price.UNKNOWN);
        }
    }

    @Test
    void modelsThatDoNotChatAreNotChatted() {
        String list = "{\"data\":[{\"id\":\"gpt-4o\"},{\"id\":\"text-embedding-3-small\"},{\"id\":\"whisper-1\"},"
                + "{\"id\":\"\"},{\"id\":7},{},{\"id\":\"evil\\nname\"}]}";

        try (HostileServer server = HostileServer.serving(Map.of("/v1/models", list));
                Bench bench = asked(server)) {
            assertThat(bench.upstreams().targets()).extracting(Target::id).containsExactly("up/gpt-4o", "up/7");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":\"all-minilm\"} | false",
                "{\"id\":\"bge-m3\"} | false",
                "{\"id\":\"m\",\"type\":\"embeddings\"} | false",
                "{\"id\":\"m\",\"type\":\"image\"} | false",
                "{\"id\":\"m\",\"type\":\"model\"} | true",
                "{\"id\":\"embedded-systems-7b\",\"type\":\"llm\"} | true",
                "{\"id\":\"m\",\"capabilities\":{\"completion_chat\":false}} | false",
                "{\"id\":\"m\",\"capabilities\":{\"completion_chat\":true}} | true",
                "{\"id\":\"m\",\"architecture\":{\"output_modalities\":[\"embeddings\"]}} | false",
                "{\"id\":\"m\",\"architecture\":{\"output_modalities\":[\"image\",\"text\"]}} | true"
            })
    void whatAModelIsForIsWhatTheListSaysElseWhatItsNameTells(String model, boolean chats) {
        String list = "{\"data\":[" + model + "]}";

        try (HostileServer server = HostileServer.serving(Map.of("/v1/models", list));
                Bench bench = asked(server)) {
            assertThat(bench.upstreams().targets()).hasSize(chats ? 1 : 0);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"capabilities\":[\"embedding\"]} | false",
                "{\"capabilities\":[\"completion\",\"tools\"]} | true",
                "{\"capabilities\":[]} | true"
            })
    void aModelOfOllamasChatsIfItCompletesTexts(String shown, boolean chats) {
        Map<String, String> answers =
                Map.of("/v1/models", "{\"data\":[{\"id\":\"m\",\"owned_by\":\"library\"}]}", "/api/show", shown);

        try (HostileServer server = HostileServer.serving(answers);
                Bench bench = asked(server)) {
            assertThat(bench.upstreams().targets()).hasSize(chats ? 1 : 0);
        }
    }

    @Test
    void ofAnotherNearsideOnlyItsOwnModelsAreChosen() {
        String list =
                "{\"data\":[{\"id\":\"smol\",\"owned_by\":\"nearside\",\"type\":\"chat\",\"context_length\":2048},"
                        + "{\"id\":\"auto\",\"owned_by\":\"nearside\"},{\"id\":\"auto:code\",\"owned_by\":\"nearside\"},"
                        + "{\"id\":\"cloud/gpt-4o\",\"owned_by\":\"cloud\"},"
                        + "{\"id\":\"vectors\",\"owned_by\":\"nearside\",\"type\":\"embedding\"}]}";

        try (HostileServer server = HostileServer.serving(Map.of("/v1/models", list));
                Bench bench = asked(server)) {
            assertThat(bench.upstreams().targets())
                    .extracting(Target::id, Target::contextLength)
                    .containsExactly(tuple("up/smol", 2048));
        }
    }

    @Test
    void aVirtualModelOfAnotherNearsideIsChosenIfTheSettingsNameIt() {
        String list = "{\"data\":[{\"id\":\"auto\",\"owned_by\":\"nearside\"}]}";

        try (HostileServer server = HostileServer.serving(Map.of("/v1/models", list));
                Bench bench = Bench.of(UpstreamSettingsTest.withModels(
                        Bench.settings(server.address(), UpstreamKind.AUTO), Map.of("auto", ModelSettings.UNKNOWN)))) {
            bench.upstreams().refresh();

            assertThat(bench.upstreams().targets()).extracting(Target::id).containsExactly("up/auto");
        }
    }

    @Test
    void theModelsOfTheSettingsAreTheOnlyOnesAndInTheirOrder() {
        String list = "{\"data\":[{\"id\":\"a\",\"context_length\":10},{\"id\":\"b\",\"context_length\":20}]}";
        Map<String, ModelSettings> models = new LinkedHashMap<>();
        models.put("b", new ModelSettings(0, Set.of("code"), new Price(1, 2), null));
        models.put("c", new ModelSettings(30, Set.of(), null, null));
        models.put("text-embedding-3-small", ModelSettings.UNKNOWN);
        models.put("embedded-systems-7b", new ModelSettings(0, Set.of("code"), null, null));

        try (HostileServer server = HostileServer.serving(Map.of("/v1/models", list));
                Bench bench = Bench.of(UpstreamSettingsTest.withModels(
                        Bench.settings(server.address(), UpstreamKind.OPENAI), models))) {
            bench.upstreams().refresh();

            assertThat(bench.upstreams().targets())
                    .extracting(Target::id, Target::contextLength, Target::tasks, Target::price)
                    .containsExactly(
                            tuple("up/b", 20, Set.of("code"), new Price(1, 2)),
                            tuple("up/c", 30, Set.of(), Price.UNKNOWN),
                            tuple("up/embedded-systems-7b", 0, Set.of("code"), Price.UNKNOWN));
            UpstreamFailure refused = bench.chatFails();
            assertThat(refused).hasMessage("upstream up: the settings name no such model");
            assertThat(refused.failure().kind()).isEqualTo(Kind.NO_MODEL);
        }
    }

    @Test
    void aListThatCannotBeHadLeavesTheOneBefore() {
        AtomicBoolean broken = new AtomicBoolean();
        HostileServer.Script script = (number, connection) -> {
            if (broken.get()) {
                connection.answer(200, "Content-Type: text/html\r\n", "<html>Login</html>");
            } else {
                connection.json(200, "{\"data\":[{\"id\":\"m\"}]}");
            }
        };

        try (HostileServer server = HostileServer.playing(script);
                Bench bench = asked(server)) {
            assertThat(bench.count("up")).isOne();
            broken.set(true);
            bench.upstreams().refresh();

            assertThat(bench.upstreams().targets()).hasSize(1);
            assertThat(bench.upstreams().health()).containsExactly(new UpstreamHealth("up", false, "closed", 1));
            assertThat(bench.count("up")).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"data\":{}}", "null", "7", "{\"error\":{\"message\":\"no\"}}"})
    void aListThatIsNoneIsNotBelieved(String list) {
        try (HostileServer server = HostileServer.serving(Map.of("/v1/models", list));
                Bench bench = asked(server)) {
            assertThat(bench.upstreams().targets()).isEmpty();
            assertThat(bench.upstreams().health().get(0).listed()).isFalse();
        }
    }

    @Test
    void itsSpeedIsTheMedianOfWhatWasMeasured() {
        try (HostileServer server = HostileServer.serving(Map.of("/v1/models", "[\"m\"]"));
                Bench bench = asked(server)) {
            for (int seconds : new int[] {1, 9, 2}) {
                bench.upstreams().chat(Bench.request(), new UpstreamListener() {
                    private boolean begun;

                    @Override
                    public void onChunk(ObjectNode chunk) {}

                    @Override
                    public boolean isCancelled() {
                        if (!begun) {
                            begun = true;
                            bench.time.advance(Duration.ofSeconds(seconds));
                        }
                        return false;
                    }
                });
            }

            assertThat(bench.upstreams().targets().get(0).condition().speed().overheadMillis())
                    .isEqualTo(2000);
        }
    }
}
