package dev.nearside.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.error.InvalidInput;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UpstreamSettingsTest {

    /** The same, with the model {@code m} named. */
    static UpstreamSettings withModel(UpstreamSettings settings) {
        return withModels(settings, Map.of("m", ModelSettings.UNKNOWN));
    }

    static UpstreamSettings withModels(UpstreamSettings settings, Map<String, ModelSettings> models) {
        return new UpstreamSettings(
                settings.name(),
                settings.kind(),
                settings.baseUrl(),
                settings.apiKeyEnv(),
                settings.apiVersion(),
                settings.share(),
                settings.patience(),
                models);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:11434, http://localhost:11434/v1",
        "HTTP://localhost:8000/, http://localhost:8000/v1",
        "https://api.openai.com/v1/, https://api.openai.com/v1",
        "https://openrouter.ai/api/v1, https://openrouter.ai/api/v1",
        "http://[::1]:8080//, http://[::1]:8080/v1"
    })
    void theBaseUrlGetsItsPathIfItHasNone(URI given, URI used) {
        assertThat(UpstreamSettings.of("up", given).baseUrl()).isEqualTo(used);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:11434",
                "ftp://example.com",
                "file:///etc/passwd",
                "http:///v1",
                "/v1",
                "https://me:secret@example.com/v1",
                "https://example.com/v1?key=secret",
                "https://example.com/v1#x"
            })
    void whatIsNoPlainAddressIsRefusedWithoutShowingIt(URI url) {
        assertThatThrownBy(() -> UpstreamSettings.of("up", url))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("the base URL of upstream up must be ")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tab", "jvm", "auto", "a/b", "a b", "..", "a:b"})
    void namesThatMeanSomethingElseAreRefused(String name) {
        assertThatThrownBy(() -> UpstreamSettings.of(name, URI.create("http://localhost")))
                .isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:1/v1, false",
        "http://127.0.0.5:1/v1, false",
        "http://[::1]:1/v1, false",
        "http://gpu.internal:1/v1, true",
        "http://127.example.com/v1, true"
    })
    void onlyOtherMachinesAreBehindANetwork(URI url, boolean network) {
        assertThat(UpstreamSettings.of("up", url).overNetwork()).isEqualTo(network);
    }

    @Test
    void azureNeedsItsDeploymentsNamed() {
        assertThatThrownBy(() -> Bench.settings(URI.create("https://x.openai.azure.com"), UpstreamKind.AZURE))
                .hasMessage("upstream up needs its models named: Azure lists no deployments");
    }

    @Test
    void twoOfOneNameAreRefused() {
        UpstreamSettings settings = UpstreamSettings.of("up", URI.create("http://localhost:1"));

        assertThatThrownBy(() -> Upstreams.open(List.of(settings, settings), name -> null, new SimpleMeterRegistry()))
                .hasMessage("there are two upstreams of the name up");
    }

    @ParameterizedTest
    @CsvSource({"auto, AUTO", "azure, AZURE", "foundry, FOUNDRY", "ollama, OLLAMA", "openai, OPENAI"})
    void kindsHaveNames(String label, UpstreamKind kind) {
        assertThat(UpstreamKind.of(label)).isEqualTo(kind);
    }

    @Test
    void anUnknownKindIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> UpstreamKind.of("bedrock"))
                .hasMessage("'bedrock' is no kind of upstream; there are auto, openai, azure, foundry, ollama");
    }

    @Test
    void nobodyCanBeGivenNoTime() {
        assertThatThrownBy(() -> new Patience(Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessage("the time 'firstToken' of an upstream must be above 0");
    }
}
