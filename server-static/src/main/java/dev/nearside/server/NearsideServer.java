package dev.nearside.server;

import dev.nearside.error.NearsideException;
import dev.nearside.server.chat.JvmModels;
import dev.nearside.server.files.HostedModel;
import dev.nearside.server.files.ModelLibrary;
import dev.nearside.server.files.ModelRoutes;
import dev.nearside.server.files.StaticSite;
import dev.nearside.server.hub.Catalogue;
import dev.nearside.server.hub.PullRoutes;
import dev.nearside.server.hub.Pulls;
import dev.nearside.server.onnx.OnnxRuntime;
import dev.nearside.server.openai.Answering;
import dev.nearside.server.openai.ChatLimits;
import dev.nearside.server.openai.EmbeddingRoutes;
import dev.nearside.server.openai.OpenAiRoutes;
import dev.nearside.server.routing.Machine;
import dev.nearside.server.routing.Routing;
import dev.nearside.server.security.HostPolicy;
import dev.nearside.server.security.OriginPolicy;
import dev.nearside.server.security.SecurityHeaders;
import dev.nearside.server.security.SlowClients;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server, put together and listening.
 *
 * <pre>{@code
 * try (NearsideServer server = NearsideServer.start(ServerSettings.onFreePort(models))) {
 *     server.address();  // http://localhost:40123/
 * }
 * }</pre>
 */
public final class NearsideServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NearsideServer.class);
    private static final Logger ACCESS = LoggerFactory.getLogger("dev.nearside.server.access");
    private static final List<String> GUARDED =
            Stream.concat(Stream.of("/api/*"), OpenAiRoutes.paths().stream()).toList();
    /** How long the head of a request may take, and its body. */
    private static final Duration CLIENT_TIMEOUT = Duration.ofSeconds(30);

    private static final String SITE = "site/index.json";

    private final Readiness readiness = new Readiness();
    private final Draining draining = new Draining();
    private final ServerMetrics metrics = new ServerMetrics();
    private final SlowClients slowClients;
    private final ServerSettings settings;
    private final ModelLibrary library;
    private final Pulls pulls;
    private final EmbeddingRoutes embeddings;
    private final JvmModels chats;
    private final Routing routing;
    private final Javalin javalin;

    private NearsideServer(ServerSettings settings, String site, SlowClients slowClients) {
        this.settings = settings;
        this.slowClients = slowClients;
        this.library = ModelLibrary.open(settings.models(), Catalogue.bundled().listed());
        this.pulls = Pulls.into(settings.models(), library, settings.hub());
        this.chats = new JvmModels(library, () -> new OnnxRuntime(library::graph), settings.chat(), metrics.registry());
        this.embeddings = new EmbeddingRoutes(library, () -> new OnnxRuntime(library::graph), metrics.registry());
        this.routing = Routing.open(
                settings.routing(), new Machine(library, chats, embeddings.examples()), metrics.registry());
        OpenAiRoutes openAi =
                new OpenAiRoutes(embeddings, new Answering(routing.dispatch(), routing.embeddings()), ChatLimits.USUAL);
        StaticSite pages = StaticSite.load(site);
        HostPolicy hosts = new HostPolicy(hostNames(settings));
        OriginPolicy origins = new OriginPolicy(settings.allowedOrigins());
        this.javalin = Javalin.create(config -> {
            configure(config);
            RoutesConfig routes = config.routes;
            routes.before(SecurityHeaders::add);
            routes.before(hosts::check);
            routes.before(NearsideServer::refuseOverride);
            routes.before(EncodedSlashes::check);
            for (String path : GUARDED) {
                routes.before(path, origins::check);
                routes.before(path, this::checkKey);
                routes.beforeMatched(path, OriginPolicy::requireJson);
            }
            ErrorResponses.addTo(routes);
            new OperatorRoutes(library, readiness, metrics).addTo(routes);
            new ModelRoutes(library).addTo(routes);
            new PullRoutes(pulls).addTo(routes);
            openAi.addTo(routes);
            routing.addTo(routes);
            pages.addTo(routes);
        });
    }

    /**
     * Starts a server; it listens when this returns, and is ready when the bundled models are verified.
     *
     * @throws CannotListen if the address cannot be had
     * @throws dev.nearside.error.InvalidInput if the models folder cannot be read, a manifest is broken, an origin
     *     is none, or the key of an upstream is not in the environment
     */
    public static NearsideServer start(ServerSettings settings) {
        return start(settings, SITE);
    }

    /** Starts a server with the page of that index on the class path. */
    static NearsideServer start(ServerSettings settings, String site) {
        return start(settings, site, new SlowClients(CLIENT_TIMEOUT));
    }

    /** Starts a server that is more or less patient with its clients. */
    static NearsideServer start(ServerSettings settings, String site, SlowClients slowClients) {
        NearsideServer server = new NearsideServer(settings, site, slowClients);
        try {
            server.javalin.start();
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        Thread warmUp = new Thread(server::warmUp, "warm-up");
        warmUp.setDaemon(true);
        warmUp.start();
        return server;
    }

    private static boolean isGuarded(String path) {
        return GUARDED.stream()
                .anyMatch(one ->
                        one.endsWith("/*") ? path.startsWith(one.substring(0, one.length() - 1)) : path.equals(one));
    }

    /** The address to open, with the real port. */
    public URI address() {
        String host = settings.host();
        boolean local = host.equals("127.0.0.1") || host.equals("0.0.0.0") || host.equals("::");
        String shown = local ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
        return URI.create("http://" + shown + ":" + port() + "/");
    }

    /** The port that it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Whether the bundled models are verified and the server is not stopping. */
    public boolean isReady() {
        return readiness.state() == Readiness.State.READY;
    }

    /** The pulls into this server's models folder. */
    Pulls pulls() {
        return pulls;
    }

    /** Waits until the server has stopped. */
    public void join() {
        try {
            javalin.jettyServer().server().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets requests under way finish, for ten seconds at most, and stops. */
    @Override
    public void close() {
        readiness.draining();
        pulls.close();
        draining.await(javalin.jettyServer().server());
        // Answers that are still being made end with an error that says so, rather than in the middle of a line.
        chats.close();
        draining.stop(javalin.jettyServer().server());
        routing.close();
        embeddings.close();
        metrics.close();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.prefer405over404 = true;
        config.router.treatMultipleSlashesAsSingleSlash = true;
        config.router.ignoreTrailingSlashes = false;
        config.jetty.modifyHttpConfiguration(Listener::configure);
        config.jetty.modifyServer(server -> {
            draining.watch(server);
            slowClients.guard(server, NearsideServer::isGuarded);
            server.setErrorHandler(new JettyErrors());
            server.setRequestLog((request, response) -> record(RequestSummary.of(request, response)));
        });
        config.jetty.addConnector((server, http) -> {
            ServerConnector connector = Listener.open(server, http, settings);
            slowClients.watch(connector);
            return connector;
        });
    }

    private void record(RequestSummary summary) {
        ACCESS.info("{}", summary);
        metrics.record(summary);
    }

    private static List<String> hostNames(ServerSettings settings) {
        List<String> names = new ArrayList<>(settings.allowedHosts());
        names.add(settings.host());
        return names;
    }

    /** Javalin takes the method from this header, past every check of the real one. */
    private static void refuseOverride(Context ctx) {
        if (ctx.header("X-HTTP-Method-Override") != null) {
            throw new BadRequestResponse(
                    "send the method itself, not X-HTTP-Method-Override", Map.of("code", "method_override"));
        }
    }

    /** What the server is and how it does is told to everybody, as by {@code /healthz}. */
    private void checkKey(Context ctx) {
        if (!ctx.path().equals("/api/info")) {
            settings.keys().check(ctx);
        }
    }

    /** What need not be done before the first request can be answered. */
    private void warmUp() {
        metrics.watchJvm();
        try {
            library.bundled().forEach(HostedModel::verify);
            readiness.ready();
        } catch (NearsideException | UncheckedIOException e) {
            LOG.error("a bundled model is broken: {}", e.getMessage());
            readiness.failed(String.valueOf(e.getMessage()));
        }
    }
}
