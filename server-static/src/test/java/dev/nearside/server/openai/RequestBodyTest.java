package dev.nearside.server.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.http.HttpResponseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class RequestBodyTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void itIsReadToItsEndOrToTheLimit() throws IOException {
        byte[] body = "0123456789".getBytes(StandardCharsets.UTF_8);

        assertThat(RequestBody.read(new ByteArrayInputStream(body), 100, HOUR)).isEqualTo(body);
        assertThat(RequestBody.read(new ByteArrayInputStream(body), 4, HOUR)).hasSize(4);
    }

    @Test
    void aBodyThatBreaksOffIsTheClientsFaultWhateverJettyCallsIt() {
        InputStream broken = failing(new IOException(new IllegalStateException("Unconsumed")));

        assertThatThrownBy(() -> RequestBody.read(broken, 100, HOUR))
                .isInstanceOfSatisfying(HttpResponseException.class, refused -> assertThat(refused.getStatus())
                        .isEqualTo(400));
    }

    @Test
    void aBodyThatJettyNoLongerWaitsForIsLate() {
        InputStream late = failing(new IOException(new TimeoutException("Idle timeout expired")));

        assertThatThrownBy(() -> RequestBody.read(late, 100, HOUR))
                .isInstanceOfSatisfying(HttpResponseException.class, refused -> assertThat(refused.getStatus())
                        .isEqualTo(408));
    }

    private static InputStream failing(IOException failure) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }
        };
    }
}
