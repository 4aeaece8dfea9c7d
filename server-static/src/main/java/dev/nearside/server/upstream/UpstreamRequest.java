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
 */
public record UpstreamRequest(String upstream, String model, ObjectNode body, Duration timeLeft) {}
