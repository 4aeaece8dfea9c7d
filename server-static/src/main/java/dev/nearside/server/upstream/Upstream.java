package dev.nearside.server.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.routing.Condition;
import dev.nearside.routing.Failure;
import dev.nearside.routing.Readiness;
import dev.nearside.routing.Target;
import dev.nearside.server.upstream.ModelCatalogue.Usable;
import dev.nearside.server.upstream.sse.EventReader;
import dev.nearside.server.upstream.sse.EventTooLong;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One upstream: calls go out here. Thread-safe. */
final class Upstream {
    private static final String EVENTS = "text/event-stream";
    private static final String JSON = "application/json";

    private final UpstreamSettings settings;
    private final ApiKey key;
    private final Time time;
    private final Dialect dialect;
    private final Wire wire;
    private final ErrorAnswers errors;
    private final ModelCatalogue catalogue;
    private final Speeds speeds = new Speeds();
    private final Breaker breaker;
    private final UpstreamMeters meters;
    private final Calls calls;
    private @Nullable Future<?> looking;

    Upstream(UpstreamSettings settings, ApiKey key, MeterRegistry registry, Time time) {
        this.settings = settings;
        this.key = key;
        this.time = time;
        this.dialect = Dialect.of(settings);
        this.wire = new Wire(settings, key);
        this.errors = new ErrorAnswers(settings, key, time);
        this.catalogue =
                new ModelCatalogue(settings, dialect, new Lookup(settings.name(), wire, errors, time), time.clock());
        this.breaker = new Breaker(settings.name(), time.clock());
        this.meters = new UpstreamMeters(registry, settings.name());
        this.calls = new Calls(
                new Calls.Line(wire, errors, dialect),
                breaker,
                meters,
                settings.patience().firstToken());
        meters.watch("breaker", "0 closed, 1 half open, 2 open", this, Upstream::breakerNumber);
        meters.watch("up", "Whether it listed its models when it was asked last", this, Upstream::upNumber);
        meters.watch("models", "Models that chats may be sent to", this, Upstream::modelCount);
    }

    private double breakerNumber() {
        return breaker.state().number();
    }

    private double upNumber() {
        return catalogue.isAnswered() ? 1 : 0;
    }

    private double modelCount() {
        return catalogue.chatModels().size();
    }

    /** Has it asked what it has, unless it was just now; all who wait share the answer. */
    synchronized Future<?> look(ExecutorService threads) {
        if (looking == null || looking.isDone()) {
            looking = threads.submit(catalogue::refreshIfOld);
        }
        return looking;
    }

    ModelCatalogue catalogue() {
        return catalogue;
    }

    Breaker breaker() {
        return breaker;
    }

    /** Its models and how it is doing. */
    List<Target> targets() {
        boolean open = breaker.state() == Breaker.State.OPEN;
        return catalogue.chatModels().stream()
                .map(model -> new Target(
                        settings.name(),
                        model.id(),
                        model.settings().contextLength(),
                        model.settings().tasks(),
                        settings.share(),
                        model.price(),
                        settings.overNetwork(),
                        new Condition(Readiness.LOADED, open, 0, speeds.of(model.id()))))
                .toList();
    }

    /** Has a chat answered as a stream. */
    void chat(UpstreamRequest request, UpstreamListener listener) {
        Usable model = catalogue.model(request.model());
        Watch watch = watch(request, caller(listener));
        watch.expect("first token", settings.patience().firstToken());
        boolean usageWanted = request.body().at("/stream_options/include_usage").asBoolean(false);
        ObjectNode body = body(request, model).put("stream", true);
        ChatStream.Context context = new ChatStream.Context(
                new ChatStream.Shown(request.form(), identity(request), usageWanted), errors, key, settings.patience());
        ChatStream stream = new ChatStream(context, listener, watch);
        Supplier<HttpRequest> message = () -> wire.post(address(request, model), body, EVENTS);
        try {
            Progress progress = calls.call(message, watch, answer -> read(answer, stream, watch));
            speeds.add(model.id(), progress);
        } catch (UpstreamFailure e) {
            throw stream.progress().hasBegun() ? e.afterContent() : e;
        } finally {
            stream.progress().firstToken().ifPresent(meters::firstToken);
        }
    }

    private Progress read(Answer answer, ChatStream stream, Watch watch) throws IOException {
        if (answer.isEncoded() || !answer.mediaType().equals(EVENTS)) {
            String type = answer.isEncoded() ? "compressed " + answer.mediaType() : answer.mediaType();
            throw errors.garbled(
                    "it answered " + (type.isEmpty() ? "nothing known" : type) + " where a stream was asked for", null);
        }
        EventReader reader = new EventReader(stream, EventReader.Bounds.DEFAULT);
        try {
            for (List<ByteBuffer> next = answer.next(watch); !next.isEmpty(); next = answer.next(watch)) {
                for (ByteBuffer bytes : next) {
                    reader.feed(bytes);
                }
            }
        } catch (EventTooLong e) {
            throw errors.garbled(String.valueOf(e.getMessage()), null);
        } catch (IOException e) {
            if (!stream.isWhole()) {
                throw e;
            }
        } catch (UpstreamFailure e) {
            if (!stream.isWhole() || e.failure().kind() != Failure.Kind.TIMEOUT) {
                throw e;
            }
        }
        stream.end();
        return stream.progress();
    }

    /** Has a chat answered whole. */
    ObjectNode complete(UpstreamRequest request, Watch.Caller caller) {
        Usable model = catalogue.model(request.model());
        ObjectNode body = body(request, model).put("stream", false);
        body.remove("stream_options");
        Identity identity = identity(request);
        return whole(
                () -> wire.post(address(request, model), body, JSON),
                watch(request, caller),
                request.form() == UpstreamRequest.Form.CHAT
                        ? whole -> Completions.checkChat(whole, identity)
                        : whole -> Completions.checkText(whole, identity));
    }

    private URI address(UpstreamRequest request, Usable model) {
        return request.form() == UpstreamRequest.Form.CHAT
                ? dialect.chat(model.deployment())
                : dialect.completions(model.deployment());
    }

    /** Has texts embedded. */
    ObjectNode embeddings(UpstreamRequest request, Watch.Caller caller) {
        Usable model = catalogue.model(request.model());
        ObjectNode body = body(request, model);
        URI address = dialect.embeddings(model.deployment());
        return whole(
                () -> wire.post(address, body, JSON),
                watch(request, caller),
                whole -> Completions.checkEmbeddings(whole, publicName(request)));
    }

    private ObjectNode whole(Supplier<HttpRequest> message, Watch watch, Completions.Check check) {
        Completions completions = new Completions(errors, key);
        return calls.call(message, watch, answer -> {
            watch.expect("further bytes", settings.patience().idle());
            return completions.read(answer, watch, check);
        });
    }

    private ObjectNode body(UpstreamRequest request, Usable model) {
        ObjectNode body = request.body().deepCopy();
        body.remove("nearside");
        return body.put("model", model.deployment());
    }

    private Identity identity(UpstreamRequest request) {
        return new Identity(publicName(request), time.clock().instant().getEpochSecond());
    }

    private String publicName(UpstreamRequest request) {
        return settings.name() + "/" + request.model();
    }

    private Watch watch(UpstreamRequest request, Watch.Caller caller) {
        return new Watch(settings.name(), time, caller, request.timeLeft());
    }

    private static Watch.Caller caller(UpstreamListener listener) {
        return new Watch.Caller() {
            @Override
            public boolean isCancelled() {
                return listener.isCancelled();
            }

            @Override
            public void onHeartbeat() {
                listener.onHeartbeat();
            }
        };
    }
}
