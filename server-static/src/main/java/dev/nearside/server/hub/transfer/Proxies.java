package dev.nearside.server.hub.transfer;

import dev.nearside.error.InvalidInput;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proxies as the environment names them: {@code https_proxy}, {@code http_proxy}, {@code all_proxy} and
 * {@code no_proxy}, in lower or upper case, as curl and pip read them. Where it names none, Java's own settings count.
 */
final class Proxies extends ProxySelector {
    private final Map<String, String> environment;
    private final @Nullable ProxySelector otherwise;

    /**
     * Reads the variables.
     *
     * @throws InvalidInput if one is no address of a proxy
     */
    Proxies(Map<String, String> environment, @Nullable ProxySelector otherwise) {
        this.environment = Map.copyOf(environment);
        this.otherwise = otherwise;
        for (String scheme : List.of("http", "https")) {
            proxyFor(scheme).ifPresent(Proxies::check);
        }
    }

    @Override
    public List<Proxy> select(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        Optional<URI> proxy = proxyFor(scheme);
        if (isExempt(uri.getHost())) {
            return List.of(Proxy.NO_PROXY);
        }
        if (proxy.isPresent()) {
            return List.of(new Proxy(Proxy.Type.HTTP, address(proxy.get())));
        }
        return otherwise == null ? List.of(Proxy.NO_PROXY) : otherwise.select(uri);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {
        // The request fails with that exception, which is told there.
    }

    /** The user and password that a proxy of the environment is to be given, as {@code user:password}. */
    Optional<String> credentials() {
        return proxyFor("https").or(() -> proxyFor("http")).map(URI::getUserInfo);
    }

    private Optional<URI> proxyFor(String scheme) {
        return variable(scheme + "_proxy").or(() -> variable("all_proxy")).map(text -> {
            try {
                return URI.create(text.contains("://") ? text : "http://" + text);
            } catch (IllegalArgumentException e) {
                throw new InvalidInput(scheme + "_proxy is no address of a proxy: '" + text + "'", e);
            }
        });
    }

    private static void check(URI proxy) {
        boolean known = proxy.getScheme().equals("http") || proxy.getScheme().equals("https");
        if (proxy.getHost() == null || !known) {
            throw new InvalidInput("a proxy is named as http://host:port, not '" + proxy + "'");
        }
    }

    private static InetSocketAddress address(URI proxy) {
        return InetSocketAddress.createUnresolved(proxy.getHost(), proxy.getPort() < 0 ? 80 : proxy.getPort());
    }

    private boolean isExempt(@Nullable String host) {
        if (host == null) {
            return false;
        }
        for (String entry : variable("no_proxy").orElse("").split(",", -1)) {
            String name = entry.strip().toLowerCase(Locale.ROOT);
            String suffix = name.startsWith(".") ? name : "." + name;
            if (!name.isEmpty() && (name.equals("*") || ("." + host.toLowerCase(Locale.ROOT)).endsWith(suffix))) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> variable(String name) {
        String value = environment.getOrDefault(name, environment.get(name.toUpperCase(Locale.ROOT)));
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }
}
