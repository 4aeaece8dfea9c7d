package dev.nearside.browser.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.routing.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerRefusedTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            403 | {'error':{'message':'it is private','code':'private_request'}} | private_request | it is private
            403 | {'error':{'message':'no','code':'forbidden'}}                  | unauthorised    | no
            404 | {'error':{'message':'no such model','code':null}}              | model_not_found | no such model
            400 | {'error':'broken'}                                             | invalid_input   | broken
            429 | {'error':{'message':'slow down','code':'rate_limit_exceeded'}} | busy            | slow down
            503 | {'error':{'message':'nobody','code':'no_backend'}}             | no_backend      | nobody
            502 | <html>Bad gateway</html>                                       | server_failed   | the server answered 502
            504 | upstream is late                                               | timeout         | upstream is late
            500 | ""                                                             | server_failed   | the server answered 500
            """)
    void codeAndMessageAreTheServersWhereItHasThem(int status, String body, String code, String message) {
        ServerRefused refused = ServerRefused.of(status, body.replace('\'', '"'));

        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused).hasMessage(message);
    }

    @Test
    void whatIsPrivateOrWrongIsNotTriedElsewhere() {
        assertThat(ServerRefused.kindOf("private_request").fallsBack()).isFalse();
        assertThat(ServerRefused.kindOf("invalid_input").fallsBack()).isFalse();
        assertThat(ServerRefused.kindOf("cancelled").fallsBack()).isFalse();
        assertThat(ServerRefused.kindOf("not_enough_memory")).isEqualTo(Failure.Kind.MEMORY);
        assertThat(ServerRefused.kindOf("never heard of")).isEqualTo(Failure.Kind.BROKEN);
    }
}
