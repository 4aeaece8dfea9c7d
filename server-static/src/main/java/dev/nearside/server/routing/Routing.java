package dev.nearside.server.routing;

import dev.nearside.routing.Router;
import dev.nearside.server.chat.ModelEntry;
import dev.nearside.server.openai.RemoteEmbeddings;
import dev.nearside.server.upstream.Upstreams;
import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;

/** Routing on the server, put together: the upstreams, and the dispatch over them and the models of this machine. */
public final class Routing implements AutoCloseable {
    private final Upstreams upstreams;
    private final RoutedDispatch dispatch;
    private final RemoteEmbeddings embeddings;

    private Routing(Upstreams upstreams, RoutedDispatch dispatch, RemoteEmbeddings embeddings) {
        this.upstreams = upstreams;
        this.dispatch = dispatch;
        this.embeddings = embeddings;
    }

    /**
     * Puts it together, and begins to ask upstreams what models they have.
     *
     * @throws dev.nearside.error.InvalidInput if the variable of an upstream's key is not set
     */
    public static Routing open(RoutingSettings settings, Machine machine, MeterRegistry registry) {
        Upstreams upstreams = Upstreams.open(
                settings.upstreams(), name -> settings.environment().get(name), registry);
        upstreams.keepFresh();
        Router router = new Router(settings.rules(), machine.examples());
        RoutingRecord record = new RoutingRecord(registry);
        RoutedDispatch dispatch = new RoutedDispatch(
                router,
                new MachineAndUpstreams(machine.chats(), upstreams),
                record,
                new RoutedDispatch.Asking(
                        new LocalTokenCounts(machine.library(), () -> machine.chats().entries().stream()
                                .map(ModelEntry::id)
                                .toList()),
                        new Decisions.Manners(settings.tools(), new LocalAdvice(machine.library(), upstreams))));
        return new Routing(
                upstreams, dispatch, new UpstreamEmbeddings(router, upstreams, dispatch.questions(), record));
    }

    /** Decides who answers chats. */
    public RoutedDispatch dispatch() {
        return dispatch;
    }

    /** Embeddings of upstreams. */
    public RemoteEmbeddings embeddings() {
        return embeddings;
    }

    /** Adds {@code GET /api/routing}: the rules, and what there is to choose among here, for the router of the tab. */
    public void addTo(RoutesConfig routes) {
        routes.get("/api/routing", ctx -> ctx.header("Cache-Control", "no-store")
                .contentType("application/json")
                .result(dispatch.describe().toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Asks upstreams for nothing more. */
    @Override
    public void close() {
        upstreams.close();
    }
}
