package dev.nearside.server.upstream;

import dev.nearside.error.InvalidInput;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The key to one upstream, if it wants one. It is in no message: {@link #redact} takes it out of what the upstream says. */
final class ApiKey {
    private static final Logger LOG = LoggerFactory.getLogger(ApiKey.class);
    private static final String SHOWN = "[key]";

    /** What looks like a key or a part of one: some servers repeat it with stars in the middle. */
    private static final Pattern ALIKE =
            Pattern.compile("\\b(?:sk|pk|gsk|hf|xai|AIza)[-_][A-Za-z0-9_*.-]{6,}|\\bBearer\\s+[^\\s\"',;]+");

    /** Too short to be a secret; taking it out would only garble messages. */
    private static final int SHORTEST = 4;

    private final @Nullable String value;

    private ApiKey(@Nullable String value) {
        this.value = value;
    }

    /**
     * Reads the key of an upstream.
     *
     * @throws InvalidInput if its variable is not set, or holds what cannot be sent in a header
     */
    static ApiKey of(UpstreamSettings settings, Function<String, @Nullable String> environment) {
        String variable = settings.apiKeyEnv();
        if (variable == null) {
            return new ApiKey(null);
        }
        String value = environment.apply(variable);
        if (value == null || value.isBlank()) {
            throw new InvalidInput("upstream " + settings.name() + " wants its key in the environment variable "
                    + variable + ", which is not set");
        }
        String key = value.strip();
        if (!key.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new InvalidInput("the environment variable " + variable
                    + " holds no key: it has spaces, line breaks or " + "characters beyond ASCII in it");
        }
        if (settings.overNetwork() && settings.baseUrl().getScheme().equals("http")) {
            LOG.warn("the key of upstream {} travels unencrypted: its base URL is not https", settings.name());
        }
        return new ApiKey(key);
    }

    /** Whether there is one. */
    boolean isPresent() {
        return value != null;
    }

    /** What is sent: for the header only. */
    String reveal() {
        if (value == null) {
            throw new IllegalStateException("there is no key");
        }
        return value;
    }

    /** The text without the key. */
    String redact(String text) {
        return value != null && value.length() >= SHORTEST && text.contains(value) ? text.replace(value, SHOWN) : text;
    }

    /** The text of an error without the key and without what looks like one. */
    String redactError(String text) {
        return ALIKE.matcher(redact(text)).replaceAll(SHOWN);
    }

    @Override
    public String toString() {
        return value == null ? "no key" : SHOWN;
    }
}
