package dev.nearside.server.hub.transfer;

import dev.nearside.error.InvalidInput;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which hub, and how patiently.
 *
 * @param endpoint its address; {@code HF_ENDPOINT}
 * @param token sent to that host and to no other; {@code HF_TOKEN}, null for none
 * @param patience how long to wait for what
 * @param environment where proxies are named
 */
public record HubSettings(URI endpoint, @Nullable String token, Patience patience, Map<String, String> environment) {

    /** Hugging Face, which everybody means who names no other. */
    private static final String DEFAULT_ENDPOINT = "https://huggingface.co";

    /**
     * How long to wait for what.
     *
     * @param connect for a connection
     * @param answer for the first byte of an answer, and then between bytes
     * @param firstPause before the second try; each further one takes twice as long
     * @param tries how often in a row without a new byte
     */
    public record Patience(Duration connect, Duration answer, Duration firstPause, int tries) {
        /** For the internet. */
        public static final Patience USUAL =
                new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(1), 6);
    }

    public HubSettings {
        environment = Map.copyOf(environment);
    }

    /**
     * The settings that these environment variables make.
     *
     * @throws InvalidInput if {@code HF_ENDPOINT} is no address
     */
    public static HubSettings of(Map<String, String> environment) {
        String endpoint = environment.getOrDefault("HF_ENDPOINT", "").strip();
        String token = environment.getOrDefault("HF_TOKEN", "").strip();
        return new HubSettings(
                endpoint.isEmpty() ? URI.create(DEFAULT_ENDPOINT) : address(endpoint),
                token.isEmpty() ? null : token,
                Patience.USUAL,
                environment);
    }

    private static URI address(String text) {
        String bare = text.replaceAll("/+$", "");
        if (!bare.matches("https?://[^/?#\\s]+(/[^?#\\s]*)?")) {
            throw new InvalidInput("HF_ENDPOINT is no address: '" + text + "'; write it as https://huggingface.co");
        }
        return URI.create(bare);
    }

    /** Does not show the token. */
    @Override
    public String toString() {
        return endpoint + (token == null ? " without a token" : " with a token");
    }
}
