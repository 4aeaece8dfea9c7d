package dev.nearside.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** How Jetty listens: limits and timeouts. */
final class Listener {
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final Duration IDLE = Duration.ofSeconds(30);

    /**
     * Jetty refuses encoded dots at the door. Repeated slashes are what some clients' base URLs make. Encoded slashes stand in ids of
     * models; {@link EncodedSlashes} refuses them everywhere else.
     */
    private static final UriCompliance PATHS = UriCompliance.DEFAULT.with(
            "NEARSIDE",
            UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR);

    private Listener() {}

    static void configure(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setUriCompliance(PATHS);
        // What two readers of one stream of bytes could take for different requests is refused.
        http.setHttpCompliance(HttpCompliance.STRICT);
    }

    /**
     * Takes the port at once, so that a taken one is found before anything else is started.
     *
     * @throws CannotListen if it cannot be had
     */
    static ServerConnector open(Server server, HttpConfiguration http, ServerSettings settings) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE.toMillis());
        try {
            if (new InetSocketAddress(settings.host(), settings.port()).isUnresolved()) {
                throw new UnresolvedAddressException();
            }
            connector.open();
            return connector;
        } catch (IOException | UnresolvedAddressException e) {
            throw new CannotListen(explain(e, settings), e);
        }
    }

    private static String explain(Exception e, ServerSettings settings) {
        String address = settings.host() + ":" + settings.port();
        if (e instanceof UnresolvedAddressException) {
            return "cannot listen on " + address + ": the name " + settings.host() + " is unknown";
        }
        Throwable cause = e.getCause() instanceof BindException ? e.getCause() : e;
        String reason = String.valueOf(cause.getMessage());
        if (reason.contains("in use")) {
            return "port " + settings.port() + " on " + settings.host()
                    + " is in use; stop the other program or choose another port with --port";
        }
        return "cannot listen on " + address + ": " + reason;
    }
}
