package dev.nearside.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.error.InvalidInput;
import dev.nearside.routing.Failure;
import dev.nearside.routing.Failure.Kind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeysTest {

    private static String everythingOf(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    @Test
    void theKeyIsSentAsABearer() {
        try (HostileServer server = HostileServer.streaming(Chunks.HELLO);
                Bench bench = Bench.of(server)) {
            bench.chat();

            assertThat(server.requests().get(0)).contains("\r\nAuthorization: Bearer " + Bench.KEY + "\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsAFailureAndTheKeyNeverArrivesThere(int status) {
        try (HostileServer other = HostileServer.streaming(Chunks.HELLO);
                HostileServer server = HostileServer.playing((number, connection) ->
                        connection.answer(status, "Location: " + other.address() + "/v1/chat/completions\r\n", ""));
                Bench bench = Bench.of(server)) {
            UpstreamFailure failure = bench.chatFails();
            bench.upstreams().refresh();

            assertThat(failure)
                    .hasMessage("upstream up: it redirects to " + other.address()
                            + "/v1/chat/completions, which is not followed; is its base URL right?");
            assertThat(failure.failure()).isEqualTo(Failure.before(Kind.GARBLED));
            assertThat(failure.status()).isEqualTo(status);
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void anUpstreamThatRepeatsTheKeyInItsErrorDoesNotGetItShown() {
        String body = "{\"error\":{\"message\":\"bad key " + Bench.KEY + " or sk-very-********cdef, Bearer x.y.z\","
                + "\"type\":\"" + Bench.KEY + "\",\"param\":null,\"code\":\"" + Bench.KEY + "\"}}";

        try (HostileServer server = HostileServer.playing((number, connection) -> connection.json(401, body));
                Bench bench = Bench.of(server)) {
            UpstreamFailure failure = bench.chatFails();

            assertThat(failure)
                    .hasMessage("upstream up: it refuses the key in UP_KEY (401): bad key [key] or [key], [key]");
            assertThat(failure.failure()).isEqualTo(Failure.before(Kind.UNAUTHORISED));
            assertThat(everythingOf(failure)).doesNotContain(Bench.KEY);
            assertThat(String.valueOf(failure.error())).doesNotContain(Bench.KEY);
        }
    }

    @Test
    void anUpstreamThatRepeatsTheKeyInItsAnswerDoesNotGetItHandedOn() {
        String echo = Chunks.delta("{\"content\":\"You sent " + Bench.KEY + "\"}");

        try (HostileServer server = HostileServer.streaming(echo + Chunks.STOP);
                Bench bench = Bench.of(server)) {
            bench.chat();

            assertThat(bench.collector.text()).isEqualTo("You sent [key]");
        }
    }

    @Test
    void anUpstreamWithoutAKeyGetsNone() {
        try (HostileServer server = HostileServer.streaming(Chunks.HELLO);
                Bench bench = Bench.of(UpstreamSettings.of("up", server.address()))) {
            bench.chat();

            assertThat(server.requests().get(0)).doesNotContainIgnoringCase("authorization");
        }
    }

    @Test
    void eachUpstreamGetsItsOwnKeyOnly() {
        try (HostileServer one = HostileServer.streaming(Chunks.HELLO);
                HostileServer two = HostileServer.streaming(Chunks.HELLO);
                Upstreams upstreams = Upstreams.open(
                        List.of(
                                Bench.settings(one.address(), UpstreamKind.AUTO),
                                UpstreamSettings.of("two", two.address())),
                        Map.of(Bench.VARIABLE, Bench.KEY)::get,
                        new SimpleMeterRegistry())) {
            upstreams.refresh();

            assertThat(one.requests()).isNotEmpty().allMatch(request -> request.contains(Bench.KEY));
            assertThat(two.requests()).isNotEmpty().noneMatch(request -> request.contains(Bench.KEY));
        }
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"  ", "a b", "key\r\nX-Evil: 1", "schlüssel"})
    void aKeyThatIsNoneStopsTheStartWithoutBeingShown(@Nullable String value) {
        Map<String, String> environment = new HashMap<>();
        environment.put(Bench.VARIABLE, value);
        UpstreamSettings settings = Bench.settings(URI.create("http://localhost:1"), UpstreamKind.AUTO);

        assertThatThrownBy(() -> Upstreams.open(List.of(settings), environment::get, new SimpleMeterRegistry()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(Bench.VARIABLE)
                .hasMessageNotContaining("Evil")
                .hasMessageNotContaining("schl");
    }

    @Test
    void aKeyIsNotShownWhenItIsPrinted() {
        ApiKey key = ApiKey.of(
                Bench.settings(URI.create("http://localhost:1"), UpstreamKind.AUTO),
                Map.of(Bench.VARIABLE, Bench.KEY)::get);

        assertThat(key).hasToString("[key]");
    }

    @Test
    void azureTakesItInAHeaderOfItsOwn() {
        try (HostileServer server = HostileServer.streaming(Chunks.HELLO);
                Bench bench = Bench.of(DialectsTest.azure(server.address()))) {
            bench.chat();

            assertThat(server.requests().get(0))
                    .contains("\r\napi-key: " + Bench.KEY + "\r\n")
                    .doesNotContain("Authorization");
        }
    }

    @Test
    void errorsAreOneLineAndShort() {
        String body = "{\"error\":{\"message\":\"" + "a\\r\\nb\\u0000\\u202e".repeat(500) + "\"}}";

        try (HostileServer server = HostileServer.playing((number, connection) -> connection.json(500, body));
                Bench bench = Bench.of(server)) {
            UpstreamFailure failure = bench.chatFails();

            assertThat(failure.getMessage()).hasSizeLessThan(600).doesNotContainPattern("[\\p{Cntrl}\\u202e]");
        }
    }
}
