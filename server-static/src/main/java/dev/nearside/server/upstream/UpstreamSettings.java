package dev.nearside.server.upstream;

import dev.nearside.error.InvalidInput;
import dev.nearside.routing.Target;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an upstream is reached, and what is allowed there.
 *
 * @param name by which it is chosen: letters, digits, {@code .}, {@code _}, {@code -}
 * @param kind what it is
 * @param baseUrl where its API begins, {@code http} or {@code https}, with {@code /v1} if it has one: that is added where
 *     there is no path. Of Azure the resource ({@code https://NAME.openai.azure.com}) or its newer {@code …/openai/v1}
 * @param apiKeyEnv the environment variable with its key; null if it wants none
 * @param apiVersion Azure's {@code api-version}; null for a known good one, and for all others
 * @param share of the requests among upstreams
 * @param patience how long it is waited for
 * @param models what is known of its models, in the order of preference. If there are any, no other is used; if there are
 *     none, every one is that the server lists
 */
public record UpstreamSettings(
        String name,
        UpstreamKind kind,
        URI baseUrl,
        @Nullable String apiKeyEnv,
        @Nullable String apiVersion,
        Target.Share share,
        Patience patience,
        Map<String, ModelSettings> models) {
    /** Where Foundry Local listened first; it is asked where it does now. */
    public static final URI FOUNDRY = URI.create("http://127.0.0.1:5273");

    private static final Set<String> RESERVED = Set.of("tab", "jvm", "auto");

    public UpstreamSettings {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}") || RESERVED.contains(name)) {
            throw new InvalidInput("'" + name
                    + "' is no name for an upstream: letters, digits, '.', '_' and '-', and not " + "tab, jvm or auto");
        }
        if (kind == UpstreamKind.AZURE && models.isEmpty()) {
            throw new InvalidInput("upstream " + name + " needs its models named: Azure lists no deployments");
        }
        baseUrl = normalised(name, kind, baseUrl);
        models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
    }

    /** An upstream of which no more is known, without a key. */
    public static UpstreamSettings of(String name, URI baseUrl) {
        return new UpstreamSettings(
                name, UpstreamKind.AUTO, baseUrl, null, null, Target.Share.EQUAL, Patience.DEFAULT, Map.of());
    }

    /** Foundry Local on this machine, wherever it listens. */
    public static UpstreamSettings foundry(String name) {
        return new UpstreamSettings(
                name, UpstreamKind.FOUNDRY, FOUNDRY, null, null, Target.Share.EQUAL, Patience.DEFAULT, Map.of());
    }

    /** Whether a network lies between, which may be down. */
    boolean overNetwork() {
        String host = baseUrl.getHost().toLowerCase(Locale.ROOT);
        return !(host.equals("localhost")
                || host.endsWith(".localhost")
                || host.matches("127(\\.\\d{1,3}){3}")
                || host.equals("[::1]"));
    }

    /** What is known of that model beforehand. */
    ModelSettings model(String id) {
        return models.getOrDefault(id, ModelSettings.UNKNOWN);
    }

    private static URI normalised(String name, UpstreamKind kind, URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
            throw wrong(name, "an address such as https://api.example.com/v1");
        }
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw wrong(name, "without user, query and fragment; a key belongs into an environment variable");
        }
        String path = url.getRawPath().replaceAll("/+$", "");
        boolean plain = kind == UpstreamKind.AZURE || kind == UpstreamKind.FOUNDRY;
        String root = path.isEmpty() && !plain ? "/v1" : path;
        return URI.create(scheme + "://" + url.getRawAuthority() + root);
    }

    /** The address is not shown: it may hold a password. */
    private static InvalidInput wrong(String name, String needed) {
        return new InvalidInput("the base URL of upstream " + name + " must be " + needed);
    }
}
