package dev.nearside.server.hub.transfer;

import dev.nearside.server.hub.transfer.TransferFailed.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to a hub and follows its redirects by itself, as the token must not travel along to other hosts.
 * Thread-safe.
 */
final class HubConnection {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int LONGEST_CHAIN = 8;

    private final HubSettings settings;
    private final HttpClient client;

    HubConnection(HubSettings settings) {
        this.settings = settings;
        Proxies proxies = new Proxies(settings.environment(), ProxySelector.getDefault());
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.patience().connect())
                .proxy(proxies);
        proxies.credentials().ifPresent(credentials -> builder.authenticator(forProxy(credentials)));
        this.client = builder.build();
    }

    /**
     * GETs that address, redirects followed. The caller closes the body.
     *
     * @param headers to be sent along
     * @throws IOException if the connection cannot be made or breaks
     * @throws TransferFailed if the redirects lead nowhere
     */
    HttpResponse<InputStream> get(URI address, Map<String, String> headers) throws IOException {
        URI next = address;
        for (int hops = 0; hops <= LONGEST_CHAIN; hops++) {
            HttpResponse<InputStream> response = send(next, headers);
            if (!REDIRECTS.contains(response.statusCode())) {
                return response;
            }
            response.body().close();
            next = redirected(next, response.headers().firstValue("Location"));
        }
        throw new TransferFailed(Reason.WRONG_CONTENT, address + " redirects without end");
    }

    private static URI redirected(URI from, Optional<String> location) {
        try {
            URI to = from.resolve(location.orElseThrow(() -> new IllegalArgumentException("no Location")));
            boolean weaker = from.getScheme().equals("https") && !Objects.equals(to.getScheme(), "https");
            if (to.getHost() == null || weaker) {
                throw new IllegalArgumentException("not " + to);
            }
            return to;
        } catch (IllegalArgumentException e) {
            throw new TransferFailed(
                    Reason.WRONG_CONTENT, from + " redirects to where one cannot go: " + e.getMessage(), e);
        }
    }

    private HttpResponse<InputStream> send(URI address, Map<String, String> headers) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(settings.patience().answer());
        headers.forEach(request::setHeader);
        request.setHeader("User-Agent", "nearside");
        if (settings.token() != null && isOfTheHub(address)) {
            request.setHeader("Authorization", "Bearer " + settings.token());
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Whether scheme, host and port are the hub's. */
    private boolean isOfTheHub(URI address) {
        URI hub = settings.endpoint();
        return Objects.equals(address.getScheme(), hub.getScheme())
                && Objects.equals(address.getAuthority(), hub.getAuthority());
    }

    private static Authenticator forProxy(String credentials) {
        // Java refuses passwords in clear to a proxy for https unless it is told; the person who set it has decided.
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
        int colon = credentials.indexOf(':');
        String user = colon < 0 ? credentials : credentials.substring(0, colon);
        char[] password = credentials
                .substring(colon < 0 ? credentials.length() : colon + 1)
                .toCharArray();
        return new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                boolean proxy = getRequestorType() == RequestorType.PROXY;
                return proxy ? new PasswordAuthentication(user, password) : null;
            }
        };
    }
}
