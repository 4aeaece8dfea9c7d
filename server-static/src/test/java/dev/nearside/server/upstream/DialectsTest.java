package dev.nearside.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.routing.Failure.Kind;
import dev.nearside.routing.Price;
import dev.nearside.routing.Target;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where Azure and Foundry Local have what, and what they call their models. */
class DialectsTest {

    @Test
    void azureHasItsDeploymentsInThePath() {
        try (HostileServer server = HostileServer.serving(Map.of());
                Bench bench = Bench.of(azure(server.address()))) {
            bench.upstreams().refresh();
            bench.chat();

            assertThat(bench.upstreams().targets()).extracting(Target::id).containsExactly("up/m");
            assertThat(server.requests())
                    .singleElement()
                    .asString()
                    .startsWith("POST /openai/deployments/my%20gpt%2F4/chat/completions?api-version=2024-10-21 ");
        }
    }

    @Test
    void azuresNewerRoutesAreOpenAis() {
        try (HostileServer server = HostileServer.serving(Map.of());
                Bench bench = Bench.of(azure(URI.create(server.address() + "/openai/v1/")))) {
            bench.chat();

            assertThat(server.requests().get(0)).startsWith("POST /openai/v1/chat/completions HTTP");
            assertThat(server.requests().get(0)).contains("\"model\":\"my gpt/4\"");
        }
    }

    @Test
    void aNameInAPathCannotLeadElsewhere() {
        assertThat(Dialect.segment("../../x")).isEqualTo("..%2F..%2Fx");
        assertThat(Dialect.segment("..")).isEqualTo("%2E%2E");
        assertThat(Dialect.segment("a b?c#d%2F")).isEqualTo("a%20b%3Fc%23d%252F");
    }

    @Test
    void newerFoundryIsAskedByAliasOrVariant() {
        Map<String, String> answers = new HashMap<>();
        answers.put(
                "/v1/models", "{\"data\":[{\"id\":\"Phi-4-mini-generic-cpu:4\"},{\"id\":\"Phi-4-mini-cuda-gpu:4\"}]}");
        answers.put("/models/loaded", "[\"Phi-4-mini-cuda-gpu:4\"]");
        answers.put(
                "/foundry/list",
                "{\"models\":[{\"id\":\"Phi-4-mini-generic-cpu:4\",\"alias\":\"phi-4-mini\"},"
                        + "{\"name\":\"Phi-4-mini-cuda-gpu\",\"alias\":\"phi-4-mini\"},"
                        + "{\"name\":\"Other\",\"alias\":\"other\"}]}");

        try (HostileServer server = HostileServer.serving(answers);
                Bench bench = Bench.of(foundry(server.address()))) {
            bench.upstreams().refresh();
            bench.upstreams()
                    .chat(
                            new UpstreamRequest("up", "phi-4-mini", Bench.json("{}"), Duration.ofMinutes(1)),
                            bench.collector);

            assertThat(bench.upstreams().targets())
                    .extracting(Target::model)
                    .containsExactly("phi-4-mini", "Phi-4-mini-cuda-gpu:4", "Phi-4-mini-generic-cpu:4");
            assertThat(server.requests()).last().asString().contains("\"model\":\"Phi-4-mini-cuda-gpu:4\"");
        }
    }

    @Test
    void olderFoundryListsWhatItHasDownloaded() {
        Map<String, String> answers = Map.of(
                "/openai/models", "[\"Phi-4-mini-generic-cpu\"]",
                "/openai/loadedmodels", "[]",
                "/foundry/list",
                        "[{\"name\":\"Phi-4-mini-generic-cpu\",\"alias\":\"phi-4-mini\"},{\"name\":\"Far\",\"alias\":\"far\"}]");

        try (HostileServer server = HostileServer.serving(answers);
                Bench bench = Bench.of(foundry(server.address()))) {
            bench.upstreams().refresh();

            assertThat(bench.upstreams().targets())
                    .extracting(Target::model)
                    .containsExactly("phi-4-mini", "Phi-4-mini-generic-cpu");
        }
    }

    @Test
    void foundryIsFoundWhereItListensNow() {
        List<URI> now = new CopyOnWriteArrayList<>();
        FoundryService service = new FoundryService() {
            @Override
            Optional<URI> find() {
                return now.stream().findFirst();
            }
        };
        HostileServer gone = HostileServer.serving(Map.of());
        gone.close();
        FoundryDialect dialect = new FoundryDialect(gone.address(), service);

        try (HostileServer server = HostileServer.serving(Map.of("/v1/models", "{\"data\":[{\"id\":\"m\"}]}"))) {
            UpstreamSettings settings = foundry(gone.address());
            ApiKey key = ApiKey.of(settings, name -> null);
            ErrorAnswers errors = new ErrorAnswers(settings, key, Time.REAL);
            Lookup lookup = new Lookup("up", new Wire(settings, key), errors, Time.REAL);
            assertThat(Bench.failsToGive(() -> dialect.models(lookup)).failure().kind())
                    .isEqualTo(Kind.CONNECTION);

            now.add(server.address());

            assertThat(dialect.models(lookup)).containsExactly(ListedModel.named("m"));
            assertThat(dialect.chat("m")).isEqualTo(URI.create(server.address() + "/v1/chat/completions"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "🟢 Model management service is running on http://127.0.0.1:54657/openai/status | http://127.0.0.1:54657",
                "🟢 Service is Started on http://localhost:5273/, PID 29716! | http://localhost:5273",
                "running on http://localhost:5273 | http://localhost:5273",
                "Model management service is not running! |",
                "running on http://evil.example.com:5273/openai/status |",
                "running on http://localhost:5273.evil.example.com/ |"
            })
    void whatFoundrysCommandSaysIsReadForThisMachineOnly(String said, @Nullable URI address) {
        assertThat(FoundryService.addressIn(said)).isEqualTo(Optional.ofNullable(address));
    }

    static UpstreamSettings azure(URI address) {
        return new UpstreamSettings(
                "up",
                UpstreamKind.AZURE,
                address,
                Bench.VARIABLE,
                null,
                Target.Share.EQUAL,
                Patience.DEFAULT,
                Map.of("m", new ModelSettings(128000, Set.of("code"), new Price(2.5, 10), "my gpt/4")));
    }

    private static UpstreamSettings foundry(URI address) {
        return new UpstreamSettings(
                "up", UpstreamKind.FOUNDRY, address, null, null, Target.Share.EQUAL, Patience.DEFAULT, Map.of());
    }
}
