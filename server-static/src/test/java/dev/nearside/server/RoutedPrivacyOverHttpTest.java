package dev.nearside.server;

import static dev.nearside.server.RoutedServers.assertHeaders;
import static dev.nearside.server.RoutedServers.body;
import static dev.nearside.server.RoutedServers.chat;
import static dev.nearside.server.RoutedServers.error;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is private stays on this machine. */
@Timeout(300)
class RoutedPrivacyOverHttpTest {
    @TempDir
    static Path models;

    private static RoutedServers servers;
    private static RunningServer deviceFirst;
    private static RunningServer cloudFirst;

    @BeforeAll
    static void start() throws Exception {
        servers = RoutedServers.in(models);
        deviceFirst = servers.with("{\"policy\": \"prefer-device\"}");
        cloudFirst = servers.with("{\"policy\": \"prefer-cloud\"}");
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @BeforeEach
    void upstreamIsWell() {
        servers.upstream().behave(FakeUpstream::speak);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deviceFirst", "cloudFirst"})
    void whatIsPrivateStaysHere(String which) throws Exception {
        RunningServer server = which.equals("deviceFirst") ? deviceFirst : cloudFirst;

        HttpResponse<String> found =
                chat(server, body("auto", "I am ada@example.org").put("max_tokens", 2));
        HttpResponse<String> asked =
                chat(server, body("auto", "Hello").put("max_tokens", 2), "X-Nearside-Private", "true");
        HttpResponse<String> refused = chat(server, body("up/big", "I am ada@example.org"));

        assertHeaders(found, "jvm", "tiny", "private: ");
        assertHeaders(asked, "jvm", "tiny", "private: ");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(error(refused).path("code").asText()).isEqualTo("private_request");
        assertThat(refused.body()).doesNotContain("ada@");
        assertThat(servers.upstream().bodies()).isEmpty();
    }

    @Test
    void aConversationThatWasPrivateStaysSo() throws Exception {
        String[] conversation = {"X-Nearside-Conversation", "conversation-1"};

        HttpResponse<String> first =
                chat(cloudFirst, body("auto", "My card is 4111 1111 1111 1111").put("max_tokens", 2), conversation);
        HttpResponse<String> second = chat(cloudFirst, body("auto", "And now?").put("max_tokens", 2), conversation);

        assertHeaders(first, "jvm", "tiny", "private: ");
        assertHeaders(second, "jvm", "tiny", "private: ");
        assertThat(servers.upstream().bodies()).isEmpty();
    }
}
