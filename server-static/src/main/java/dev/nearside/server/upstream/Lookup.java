package dev.nearside.server.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;

/** Asks an upstream about itself. */
final class Lookup {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int LONGEST_BODY = 8 << 20;
    private static final int OK = 200;

    private final Wire wire;
    private final ErrorAnswers errors;
    private final String upstream;
    private final Time time;

    Lookup(String upstream, Wire wire, ErrorAnswers errors, Time time) {
        this.upstream = upstream;
        this.wire = wire;
        this.errors = errors;
        this.time = time;
    }

    /**
     * GETs JSON.
     *
     * @throws UpstreamFailure if there is none
     */
    JsonNode get(URI address) {
        return ask(wire.get(address));
    }

    /**
     * GETs JSON from where there may be none.
     *
     * @throws UpstreamFailure if the server does not answer at all
     */
    Optional<JsonNode> find(URI address) {
        return ifAnswered(wire.get(address));
    }

    /** As {@link #find(URI)}, with a question. */
    Optional<JsonNode> find(URI address, ObjectNode question) {
        return ifAnswered(wire.post(address, question, "application/json"));
    }

    /** The failure of a server whose list of models is none. */
    UpstreamFailure noList() {
        return errors.garbled("its list of models is none", null);
    }

    private Optional<JsonNode> ifAnswered(HttpRequest request) {
        try {
            return Optional.of(ask(request));
        } catch (UpstreamFailure e) {
            if (e.status() == 0) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private JsonNode ask(HttpRequest request) {
        Watch watch = new Watch(upstream, time, () -> false, LONGEST);
        try (Answer answer = wire.send(request, watch)) {
            if (answer.status() != OK) {
                throw errors.of(answer, watch);
            }
            byte[] body = answer.read(LONGEST_BODY, watch);
            return JSON.readTree(body);
        } catch (IOException e) {
            throw errors.garbled(request.uri().getPath() + " gives no JSON", e);
        }
    }
}
