package dev.nearside.server.chat;

import dev.nearside.chat.ChatMessage;
import dev.nearside.chat.ChatOptions;
import dev.nearside.chat.ChatRequest;
import dev.nearside.chat.ChatResult;
import dev.nearside.error.ModelNotFound;
import dev.nearside.error.NearsideException;
import dev.nearside.routing.Condition;
import dev.nearside.routing.Failure;
import dev.nearside.routing.Target;
import dev.nearside.runtime.InferenceRuntime;
import dev.nearside.server.files.HostedModel;
import dev.nearside.server.files.ModelLibrary;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chat with the models of this machine, loaded on demand. Several requests are answered at once, taking turns token by token;
 * others wait in a line. Thread-safe.
 *
 * <pre>{@code
 * try (JvmModels models = new JvmModels(library, () -> new OnnxRuntime(library::graph), ChatSettings.usual(), registry)) {
 *     models.answer(ChatCall.read(body), "smollm2-135m-instruct", sink);
 * }
 * }</pre>
 */
public final class JvmModels implements ChatService, AutoCloseable {
    /** The name of this back end. */
    public static final String BACKEND = "jvm";

    private static final Logger LOG = LoggerFactory.getLogger(JvmModels.class);
    private static final Duration COME_BACK = Duration.ofSeconds(2);
    private static final long LONGEST_SWEEP_MILLIS = 10_000;

    private final ModelLibrary library;
    private final ChatSettings settings;
    private final ChatMeters meters;
    private final ModelShelf shelf;
    private final SpeedLog speeds = new SpeedLog();
    private final AtomicInteger waiting = new AtomicInteger();
    private final long startedAt = Instant.now().getEpochSecond();
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(JvmModels::sweepThread);

    /**
     * The models of that library.
     *
     * @param runtimes makes the runtime when a model is first asked for; it is closed with these models
     */
    public JvmModels(
            ModelLibrary library, Supplier<InferenceRuntime> runtimes, ChatSettings settings, MeterRegistry registry) {
        this.library = library;
        this.settings = settings;
        this.meters = new ChatMeters(registry);
        this.shelf = new ModelShelf(library, runtimes, settings, new Noted(), System::nanoTime);
        long every = Math.max(
                10, Math.min(LONGEST_SWEEP_MILLIS, settings.keepLoaded().toMillis() / 4));
        ScheduledFuture<?> sweeping = sweeper.scheduleWithFixedDelay(this::sweep, every, every, TimeUnit.MILLISECONDS);
        assert !sweeping.isCancelled();
    }

    private static Thread sweepThread(Runnable work) {
        Thread thread = new Thread(work, "chat-sweep");
        thread.setDaemon(true);
        return thread;
    }

    private void sweep() {
        try {
            shelf.sweep();
        } catch (RuntimeException e) {
            // An exception would end the sweeping for good.
            LOG.error("idle models could not be unloaded", e);
        }
    }

    /** Keeps what the shelf tells. */
    private final class Noted implements ModelShelf.ShelfEvents {
        @Override
        public void changed(int models, long bytes) {
            meters.loaded(models, bytes);
        }

        @Override
        public void loaded(String model, Duration took) {
            meters.loading(model, took);
            speeds.loaded(model, took.toMillis());
        }
    }

    /** The models that can be asked for. */
    public List<ModelEntry> entries() {
        List<ModelEntry> entries = new ArrayList<>();
        for (HostedModel model : available()) {
            int context = JvmConditions.contextLength(model.manifest(), settings);
            entries.add(ModelEntry.chat(model.manifest().id(), startedAt, "nearside", context));
        }
        return entries;
    }

    private List<HostedModel> available() {
        return library.models().stream()
                .filter(model -> ChatGraphs.chats(model.manifest())
                        && model.catalogEntry().installed())
                .toList();
    }

    /** The same as targets of the router, with what was measured of them. */
    public List<Target> targets() {
        return available().stream().map(this::target).toList();
    }

    private Target target(HostedModel model) {
        Condition condition = JvmConditions.of(
                model.manifest(),
                settings.memoryBytes(),
                shelf.holds(model.manifest().id()),
                speeds);
        return Target.of(BACKEND, model.manifest().id(), JvmConditions.contextLength(model.manifest(), settings))
                .in(condition);
    }

    @Override
    public void answer(TextCall call, String model, ChatSink sink) {
        if (call instanceof CompletionCall completion) {
            complete(completion, model, sink);
        } else {
            chat(call.asChat(), model, sink);
        }
    }

    private void chat(ChatCall call, String model, ChatSink sink) {
        ChatRequest request = AnswerLength.limited(call.forThisMachine());
        Order order = new Order(model, sink, request.messages());
        JvmAnswer.Wanted wanted = new JvmAnswer.Wanted(request.stream(), request.includesUsage());
        serve(order, (seat, firstToken) -> {
            JvmAnswer answer = new JvmAnswer(Envelope.ofChat(model), wanted, sink, shelf::isClosed, firstToken);
            ChatResult result = seat.chat(request, answer);
            answer.finish(result);
            return result;
        });
    }

    /** Goes on with prompts as they are, one after the other. */
    private void complete(CompletionCall call, String model, ChatSink sink) {
        ChatRequest request = call.asChat().forThisMachine();
        Order order = new Order(model, sink, List.of());
        JvmAnswer.Wanted wanted = new JvmAnswer.Wanted(request.stream(), request.includesUsage());
        serve(order, (seat, firstToken) -> {
            JvmAnswer answer = new JvmAnswer(TextEnvelope.of(model), wanted, sink, shelf::isClosed, firstToken);
            List<ChatResult> results = new ArrayList<>();
            for (Prompt prompt : call.prompts()) {
                results.add(go(seat, prompt, request.options(), answer));
                answer.nextPrompt(request.options().choices());
            }
            ChatResult all = Results.together(results);
            answer.finish(all);
            return all;
        });
    }

    private static ChatResult go(Seat seat, Prompt prompt, ChatOptions options, JvmAnswer answer) {
        try {
            return seat.complete(prompt, options, answer);
        } catch (NearsideException e) {
            BackendFailure failure = Failures.of(e);
            // What is wrong with no other parameter is wrong with the prompt.
            String param = failure.openAiError().path("param").asText("prompt");
            throw failure.param(param.equals("messages") || param.equals("null") ? "prompt" : param);
        }
    }

    /** A request on its way to a seat. */
    private record Order(String model, ChatSink sink, List<ChatMessage> messages) {}

    private void serve(Order order, BiFunction<Seat, Runnable, ChatResult> work) {
        HostedModel model = library.find(order.model())
                .filter(found -> ChatGraphs.chats(found.manifest()))
                .orElseThrow(() -> Failures.of(new ModelNotFound("there is no model '" + Failures.shown(order.model())
                        + "' that chats on this machine; GET /v1/models lists them")));
        String outcome = "failed";
        try {
            ChatResult result = seated(order, model, work);
            meters.tokens(order.model(), result.usage());
            speeds.answered(order.model(), result.timings());
            outcome = "answered";
        } catch (NearsideException e) {
            BackendFailure failure = Failures.of(e).contentSent(order.sink().contentSent());
            outcome = failure.failure().kind().name().toLowerCase(Locale.ROOT);
            if (failure.failure().kind() == Failure.Kind.BROKEN) {
                LOG.error("{} failed", order.model(), e);
            }
            throw failure;
        } catch (OutOfMemoryError e) {
            outcome = "memory";
            throw Failures.outOfMemory(e).contentSent(order.sink().contentSent());
        } finally {
            meters.ended(order.model(), outcome);
        }
    }

    private ChatResult seated(Order order, HostedModel model, BiFunction<Seat, Runnable, ChatResult> work) {
        long start = System.nanoTime();
        Runnable firstToken = () -> meters.firstToken(order.model(), Duration.ofNanos(System.nanoTime() - start));
        joinLine();
        boolean inLine = true;
        try {
            ModelShelf.Lease lease = shelf.take(model, order.sink());
            try {
                Seat seat = lease.seats().take(order.messages(), order.sink());
                leaveLine();
                inLine = false;
                meters.answers(1);
                try {
                    return work.apply(seat, firstToken);
                } finally {
                    meters.answers(-1);
                    lease.seats().leave(seat);
                }
            } finally {
                shelf.release(lease);
            }
        } finally {
            if (inLine) {
                leaveLine();
            }
        }
    }

    private void joinLine() {
        if (waiting.incrementAndGet() > settings.waiting() + 1) {
            waiting.decrementAndGet();
            throw Failures.queueFull(COME_BACK);
        }
        meters.waits(1);
    }

    private void leaveLine() {
        waiting.decrementAndGet();
        meters.waits(-1);
    }

    /** Ends what is under way within a token, and releases the models. */
    @Override
    public void close() {
        sweeper.shutdownNow();
        shelf.close();
    }
}
