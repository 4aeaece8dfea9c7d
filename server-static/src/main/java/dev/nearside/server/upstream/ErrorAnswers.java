package dev.nearside.server.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.routing.Failure;
import dev.nearside.server.upstream.UpstreamFailure.Details;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes failures of what an upstream answers when it does not answer as asked. Thread-safe. */
final class ErrorAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int OK = 200;
    private static final int LONGEST_BODY = 1 << 16;
    private static final int LONGEST_TEXT = 500;
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);
    private static final Pattern TOO_LONG = Pattern.compile(
            "context[_ ](length|size|window)|maximum context|too many tokens|prompt is too long|exceed_context");

    /** What a server says that misses a model; Azure calls it a deployment, OpenRouter finds no endpoints of it. */
    private static final Pattern OF_A_MODEL = Pattern.compile("model|deployment|no endpoints found");

    private static final Pattern PATH = Pattern.compile("\\S*/\\S*");

    private final UpstreamSettings settings;
    private final ApiKey key;
    private final Time time;

    ErrorAnswers(UpstreamSettings settings, ApiKey key, Time time) {
        this.settings = settings;
        this.key = key;
        this.time = time;
    }

    /** The failure that an answer is whose status is not 200. */
    UpstreamFailure of(Answer answer, Watch watch) {
        int status = answer.status();
        if (status < 400) {
            return wrongStatus(answer);
        }
        watch.expect("end of an error", settings.patience().idle());
        ObjectNode error = error(body(answer, watch));
        if (isOfTheAddress(status, error)) {
            return wrongAddress(answer, error);
        }
        Failure.Kind kind = kind(status, error);
        Duration retryAfter = RetryAfter.of(answer, time.clock().instant()).orElse(null);
        Details details = new Details(settings.name(), kind, inWords(status, error), status, PASSING.contains(status));
        return new UpstreamFailure(details, error, retryAfter, null);
    }

    /** The failure that a stream tells of after it has begun. */
    UpstreamFailure inStream(JsonNode said) {
        ObjectNode error = error(said);
        JsonNode code = error == null ? JSON.nullNode() : error.path("code");
        int meant = code.asInt(said.path("error").path("status").asInt(0));
        boolean isStatus = meant >= 400 && meant <= 599;
        Failure.Kind kind = isStatus || isContext(error) ? kind(meant, error) : Failure.Kind.BROKEN;
        String message = "it failed while it answered" + (error == null ? "" : ": " + text(error, "message"));
        return new UpstreamFailure(new Details(settings.name(), kind, message, OK, false), error, null, null);
    }

    /** The failure of an answer that is not what OpenAI's API says. */
    UpstreamFailure garbled(String message, @Nullable Throwable cause) {
        Details details = new Details(settings.name(), Failure.Kind.GARBLED, clean(message), OK, false);
        return new UpstreamFailure(details, cause);
    }

    /** The failure of a connection that broke within an answer. */
    UpstreamFailure broken(IOException cause) {
        String message = "the connection broke within the answer";
        return new UpstreamFailure(new Details(settings.name(), Failure.Kind.CONNECTION, message, OK, false), cause);
    }

    private UpstreamFailure wrongStatus(Answer answer) {
        boolean redirect = answer.status() >= 300 && !answer.header("Location").isEmpty();
        String message = redirect
                ? "it redirects to " + clean(answer.header("Location"))
                        + ", which is not followed; is its base URL right?"
                : "it answered " + answer.status() + ", which is no answer to this";
        return new UpstreamFailure(
                new Details(settings.name(), Failure.Kind.GARBLED, message, answer.status(), false), null);
    }

    /**
     * Whether the route is what is not there, as where the base URL lacks its {@code /v1}, and not the model: servers that miss a
     * model say so.
     */
    private static boolean isOfTheAddress(int status, @Nullable ObjectNode error) {
        if (status == 405) {
            return true;
        }
        if (status != 404 || error == null) {
            return status == 404;
        }
        String said = text(error, "code") + " " + text(error, "type") + " " + text(error, "param") + " "
                + PATH.matcher(text(error, "message")).replaceAll(" ");
        return !OF_A_MODEL.matcher(said.toLowerCase(Locale.ROOT)).find() && !isContext(error);
    }

    private UpstreamFailure wrongAddress(Answer answer, @Nullable ObjectNode error) {
        int status = answer.status();
        String path = answer.response().request().uri().getPath();
        String said = error == null ? "" : ": " + text(error, "message");
        String message = "there is nothing at " + clean(path) + " (" + status + said + "); is its base URL right?"
                + (settings.baseUrl().getPath().endsWith("/v1") ? "" : " Most end in /v1");
        return new UpstreamFailure(
                new Details(settings.name(), Failure.Kind.GARBLED, message, status, false), error, null, null);
    }

    private String inWords(int status, @Nullable ObjectNode error) {
        String said = error == null ? "" : ": " + text(error, "message");
        if (status == 401 || status == 403) {
            String which = settings.apiKeyEnv() == null
                    ? "it wants a key, and the settings name no variable with one"
                    : "it refuses the key in " + settings.apiKeyEnv();
            return which + " (" + status + ")" + said;
        }
        return "it answered " + status + said;
    }

    private static Failure.Kind kind(int status, @Nullable ObjectNode error) {
        if (isContext(error) && status < 500) {
            return Failure.Kind.CONTEXT;
        }
        if (error != null && text(error, "code").equals("model_not_found")) {
            return Failure.Kind.NO_MODEL;
        }
        return Failure.Kind.ofStatus(status);
    }

    private static boolean isContext(@Nullable ObjectNode error) {
        return error != null
                && TOO_LONG.matcher((text(error, "code") + " " + text(error, "type") + " " + text(error, "message"))
                                .toLowerCase(Locale.ROOT))
                        .find();
    }

    private JsonNode body(Answer answer, Watch watch) {
        try {
            return JSON.readTree(new String(answer.read(LONGEST_BODY, watch), StandardCharsets.UTF_8));
        } catch (IOException e) {
            // A page for people, or half of something: what can be said, the status says.
            LOG.debug("upstream {} explains its {} in no JSON", settings.name(), answer.status(), e);
            return JSON.nullNode();
        }
    }

    /** OpenAI's error of what was said: its own, a text, FastAPI's detail, or a message on the outside. */
    private @Nullable ObjectNode error(JsonNode said) {
        JsonNode inner = said.path("error");
        JsonNode from = inner.isObject() ? inner : said;
        JsonNode message = inner.isTextual() ? inner : from.path("message");
        if (message.isMissingNode()) {
            message = said.path("detail");
        }
        if (message.isMissingNode() || message.isNull()) {
            return null;
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("message", clean(message.isTextual() ? message.textValue() : message.toString()))
                .put("type", optional(from.path("type")))
                .put("param", optional(from.path("param")))
                .put("code", optional(from.path("code")));
    }

    private @Nullable String optional(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? clean(value.asText()) : null;
    }

    private static String text(ObjectNode error, String field) {
        return error.path(field).asText("");
    }

    /** One line, not long, without keys. */
    private String clean(String text) {
        String line = key.redactError(text)
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029\\s]+", " ")
                .strip();
        if (line.length() <= LONGEST_TEXT) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
        return line.substring(0, end) + "…";
    }
}
