package dev.nearside.server.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/**
 * A request to an upstream.
 *
 * @param upstream its name
 * @param model the model's id there, as {@link Upstreams#targets()} has it
 * @param body OpenAI's request as the client sent it; its {@code model} and {@code stream} are set here, and a member
 *     {@code nearside} stays here. It is not changed
 * @param timeLeft until everything has to be done, tries included
 * @param form what is asked for; of embeddings it says nothing
 */
public record UpstreamRequest(String upstream, String model, ObjectNode body, Duration timeLeft, Form form) {

    /** What an answer in words can be. */
    public enum Form {
        /** A chat completion. */
        CHAT("chat.completion", "chat.completion.chunk"),
        /** A legacy completion. */
        TEXT("text_completion", "text_completion");

        private final String whole;
        private final String piece;

        Form(String whole, String piece) {
            this.whole = whole;
            this.piece = piece;
        }

        /** The {@code object} of an answer. */
        String whole() {
            return whole;
        }

        /** The {@code object} of an event. */
        String piece() {
            return piece;
        }
    }

    /** A chat. */
    public UpstreamRequest(String upstream, String model, ObjectNode body, Duration timeLeft) {
        this(upstream, model, body, timeLeft, Form.CHAT);
    }

    /** The same, asking for something else. */
    public UpstreamRequest as(Form other) {
        return new UpstreamRequest(upstream, model, body, timeLeft, other);
    }
}
