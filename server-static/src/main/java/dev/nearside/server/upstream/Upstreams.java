package dev.nearside.server.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.error.InvalidInput;
import dev.nearside.routing.Failure;
import dev.nearside.routing.Target;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All upstreams of a server. Which is called is decided elsewhere; here it is called. Thread-safe.
 *
 * <pre>{@code
 * try (Upstreams upstreams = Upstreams.open(settings, System::getenv, registry)) {
 *     upstreams.refresh();
 *     upstreams.targets();  // [Target[backend=ollama, model=llama3.2:3b, contextLength=4096, …], …]
 *     upstreams.chat(new UpstreamRequest("ollama", "llama3.2:3b", body, Duration.ofMinutes(5)), listener);
 * }
 * }</pre>
 */
public final class Upstreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upstreams.class);
    private static final int REFRESH_SECONDS = 60;
    private static final int MOST_THREADS = 4;
    private static final int SLICE_MILLIS = 50;

    private final Map<String, Upstream> byName = new LinkedHashMap<>();
    private final ScheduledExecutorService background = Executors.newScheduledThreadPool(MOST_THREADS, task -> {
        Thread thread = new Thread(task, "upstream-models");
        thread.setDaemon(true);
        return thread;
    });

    private Upstreams() {}

    /**
     * Opens upstreams: nothing is sent before {@link #keepFresh} or a call.
     *
     * @param environment gives the value of an environment variable, or null
     * @param registry where their numbers go, as {@code nearside.upstream.…}
     * @throws InvalidInput if a key is missing, or two have one name
     */
    public static Upstreams open(
            List<UpstreamSettings> settings, Function<String, @Nullable String> environment, MeterRegistry registry) {
        return open(settings, environment, registry, Time.REAL);
    }

    /** As {@link #open(List, Function, MeterRegistry)}, at another time. */
    static Upstreams open(
            List<UpstreamSettings> settings,
            Function<String, @Nullable String> environment,
            MeterRegistry registry,
            Time time) {
        Upstreams upstreams = new Upstreams();
        for (UpstreamSettings each : settings) {
            if (upstreams.byName.containsKey(each.name())) {
                throw new InvalidInput("there are two upstreams of the name " + each.name());
            }
            upstreams.byName.put(each.name(), new Upstream(each, ApiKey.of(each, environment), registry, time));
        }
        return upstreams;
    }

    /** From now on asks each upstream once a minute in the background what models it has. */
    public void keepFresh() {
        for (Upstream upstream : byName.values()) {
            ScheduledFuture<?> task =
                    background.scheduleWithFixedDelay(() -> refresh(upstream), 0, REFRESH_SECONDS, TimeUnit.SECONDS);
            LOG.debug("asking for models: {}", task);
        }
    }

    /** Asks each upstream now, and waits for all; who does not answer keeps the models that it had. */
    public void refresh() {
        byName.values().forEach(Upstreams::refresh);
    }

    private static void refresh(Upstream upstream) {
        try {
            upstream.catalogue().refresh();
        } catch (RuntimeException e) {
            // Thrown on, it would silently end the schedule.
            LOG.error("models could not be listed", e);
        }
    }

    /**
     * Asks those again that did not just say what they have, all at once, and waits.
     *
     * @param longest how long at most; what comes later counts for later requests
     * @param goOn asked some times a second; false ends the wait
     * @return whether any was asked
     */
    public boolean lookAgain(Duration longest, BooleanSupplier goOn) {
        List<Future<?>> asked = byName.values().stream()
                .filter(upstream -> upstream.catalogue().isOld())
                .<Future<?>>map(upstream -> upstream.look(background))
                .toList();
        long end = System.nanoTime() + longest.toNanos();
        for (Future<?> one : asked) {
            while (!isDone(one) && goOn.getAsBoolean() && System.nanoTime() < end) {
                LOG.trace("waiting for a list of models");
            }
        }
        return !asked.isEmpty();
    }

    private static boolean isDone(Future<?> task) {
        try {
            Object nothing = task.get(SLICE_MILLIS, TimeUnit.MILLISECONDS);
            return nothing == null;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            LOG.error("models could not be listed", e);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Those of which it is not known what they have, with why, in the order of the settings. */
    public Map<String, String> silent() {
        Map<String, String> silent = new LinkedHashMap<>();
        byName.forEach(
                (name, upstream) -> upstream.catalogue().silence().ifPresent(problem -> silent.put(name, problem)));
        return silent;
    }

    /** Their names, in the order of the settings. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** All models that chats may be sent to, and how they are doing, in the order of the settings. Asks nobody. */
    public List<Target> targets() {
        return byName.values().stream()
                .flatMap(upstream -> upstream.targets().stream())
                .toList();
    }

    /** How each is doing. Asks nobody. */
    public List<UpstreamHealth> health() {
        return byName.entrySet().stream()
                .map(entry -> new UpstreamHealth(
                        entry.getKey(),
                        entry.getValue().catalogue().isAnswered(),
                        entry.getValue().breaker().state().name().toLowerCase(Locale.ROOT),
                        entry.getValue().catalogue().chatModels().size()))
                .toList();
    }

    /**
     * Has a chat answered as a stream; returns when all of it was handed on. A thread that is interrupted, or a listener
     * that is cancelled, closes the connection.
     *
     * @throws UpstreamFailure if it is not answered, or not to the end; {@link UpstreamFailure#failure()} says whether content
     *     was handed on
     */
    public void chat(UpstreamRequest request, UpstreamListener listener) {
        upstream(request).chat(request, listener);
    }

    /**
     * Has a chat answered whole: a {@code chat.completion} with {@code NAME/MODEL} for its model.
     *
     * @param cancelled asked some times a second
     * @throws UpstreamFailure if it is not answered
     */
    public ObjectNode complete(UpstreamRequest request, BooleanSupplier cancelled) {
        return upstream(request).complete(request, cancelled::getAsBoolean);
    }

    /**
     * Has texts embedded: OpenAI's list of embeddings, encoded as the request asks.
     *
     * @param cancelled asked some times a second
     * @throws UpstreamFailure if it is not answered
     */
    public ObjectNode embeddings(UpstreamRequest request, BooleanSupplier cancelled) {
        return upstream(request).embeddings(request, cancelled::getAsBoolean);
    }

    private Upstream upstream(UpstreamRequest request) {
        Upstream upstream = byName.get(request.upstream());
        if (upstream == null) {
            throw new UpstreamFailure(
                    new UpstreamFailure.Details(
                            request.upstream(), Failure.Kind.NO_MODEL, "there is no upstream of this name", 404, false),
                    null);
        }
        return upstream;
    }

    /** Asks for no more models; calls under way go on. */
    @Override
    public void close() {
        background.shutdownNow();
    }
}
