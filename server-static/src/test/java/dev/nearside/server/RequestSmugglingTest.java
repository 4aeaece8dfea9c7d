package dev.nearside.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Messages that a proxy before this server could cut into requests in another way (RFC 9112, 11.2): each is refused as a
 * whole, and what follows it on the connection is not taken for a request.
 */
@Timeout(120)
class RequestSmugglingTest {
    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    @TempDir
    static Path models;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.with(models);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: 5\r\nContent-Length: 5",
                "Content-Length: 5, 6",
                "Content-Length: 5, 5",
                "Content-Length: +5",
                "Content-Length: -5",
                "Content-Length: 0x5",
                "Content-Length: 5 5",
                "Content-Length: 99999999999999999999",
                "Content-Length : 5",
                "Content-Length:\r\n 5",
                "X-Folded: a\r\n Content-Length: 5",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding:\r\n chunked",
                "Transfer-Encoding\r\n: chunked",
                "X: a\rContent-Length: 5",
                "X: a\nTransfer-Encoding: chunked",
                "X: \u0000\r\nContent-Length: 5",
                " Content-Length: 5",
            })
    void aBodyWhoseLengthCouldBeReadInTwoWaysIsRefused(String headers) throws Exception {
        RawResponse answer = server.exchange("POST /v1/embeddings HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\n" + headers + "\r\n\r\n0\r\n\r\n" + SMUGGLED);

        assertRefused(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\nhello\n0\n\n",
                "5;a\nhello\r\n0\r\n\r\n",
                "0x5\r\nhello\r\n0\r\n\r\n",
                "5 5\r\nhello\r\n0\r\n\r\n",
                "-5\r\nhello\r\n0\r\n\r\n",
                "\r\nhello\r\n0\r\n\r\n",
                "ffffffffffffffffff\r\nhello\r\n0\r\n\r\n",
                "5\r\nhelloX\r\n0\r\n\r\n",
            })
    void chunksThatCouldBeReadInTwoWaysAreRefused(String chunks) throws Exception {
        RawResponse answer = server.exchange("POST /v1/embeddings HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + SMUGGLED);

        assertRefused(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /healthz HTTP/1.1\nHost: localhost\n\n",
                "GET /healthz HTTP/1.1\r\nHost: localhost\nX: a\r\n\r\n",
                "GET /healthz\r\n",
                "GET /healthz HTTP/1.1 \r\nHost: localhost\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX y: a\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: localhost\r\n: a\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n",
                "GE\u0000T /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /healthz HTTP/1.1\r\n\tHost: localhost\r\n\r\n",
            })
    void aHeadThatIsNotWrittenAsItShouldBeIsRefused(String head) throws Exception {
        RawResponse answer = server.exchange(head + SMUGGLED);

        assertRefused(answer);
    }

    @Test
    void aBodyThatARefusedRequestHasIsNotTakenForTheNextOne() throws Exception {
        RawResponse answer = server.exchange("POST /v1/embeddings HTTP/1.1\r\nHost: evil.example\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + SMUGGLED.length() + "\r\n\r\n" + SMUGGLED
                + "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("/smuggled");
        assertServesOn();
    }

    /** One answer, a refusal, after which the connection is closed. */
    private static void assertRefused(RawResponse answer) throws Exception {
        assertThat(answer.head()).containsPattern("^HTTP/1.1 (400|403|411|413|431|501|505) ");
        assertThat(answer.body()).doesNotContain("HTTP/1.1 ").doesNotContain("/smuggled");
        assertServesOn();
    }

    private static void assertServesOn() throws Exception {
        assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
    }
}
