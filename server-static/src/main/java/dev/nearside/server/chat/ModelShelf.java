package dev.nearside.server.chat;

import dev.nearside.error.Cancelled;
import dev.nearside.error.NearsideException;
import dev.nearside.runtime.InferenceRuntime;
import dev.nearside.server.files.HostedModel;
import dev.nearside.server.files.ModelLibrary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models in memory. Each is loaded once, on a thread of its own, however many ask for it and whoever of them leaves; stays as
 * long as it is used and for a while after; and goes when another one needs its memory, or when it was removed or replaced on
 * disk. One that goes first finishes what it began. Thread-safe.
 */
final class ModelShelf implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelShelf.class);
    private static final long LOOK_MILLIS = 100;
    private static final long DRAIN_MILLIS = 5000;

    private final ModelLibrary library;
    private final Supplier<InferenceRuntime> runtimes;
    private final ChatSettings settings;
    private final ShelfEvents events;
    private final LongSupplier nanoTime;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    /** Those that go, and finish what they began. */
    private final List<Slot> leaving = new ArrayList<>();

    private @Nullable InferenceRuntime runtime;
    private boolean closed;

    /** Hears what happens, under the shelf's monitor. */
    interface ShelfEvents {
        /** So many models are loaded, with so much memory. */
        void changed(int models, long bytes);

        /** A model was loaded and tested. */
        void loaded(String model, Duration took);
    }

    /**
     * An empty shelf.
     *
     * @param runtimes makes the runtime when a model is first asked for; it is closed with the shelf
     */
    ModelShelf(
            ModelLibrary library,
            Supplier<InferenceRuntime> runtimes,
            ChatSettings settings,
            ShelfEvents events,
            LongSupplier nanoTime) {
        this.library = library;
        this.runtimes = runtimes;
        this.settings = settings;
        this.events = events;
        this.nanoTime = nanoTime;
    }

    /** A model that somebody uses, which {@link #release} ends. */
    record Lease(Slot slot, Seats seats) {}

    /**
     * The model, loaded; {@link #release} lets go of it.
     *
     * @throws Cancelled if the client left first; others may still wait for the model
     * @throws NearsideException if it cannot be loaded
     */
    Lease take(HostedModel model, ChatSink sink) {
        Slot slot = reserve(model);
        try {
            return new Lease(slot, await(slot, sink).seats());
        } catch (RuntimeException e) {
            letGo(slot);
            throw e;
        }
    }

    private synchronized Slot reserve(HostedModel model) {
        if (closed) {
            throw new Cancelled("the server stops");
        }
        String id = model.manifest().id();
        Slot slot = slots.get(id);
        if (slot != null && !slot.isOf(model)) {
            LOG.info("{} was replaced", id);
            retire(slot);
            slot = null;
        }
        if (slot == null) {
            slot = new Slot(model);
            slots.put(id, slot);
            Slot fresh = slot;
            Thread loader = new Thread(() -> load(fresh), "load-" + id);
            loader.setDaemon(true);
            loader.start();
        }
        slot.users++;
        return slot;
    }

    private static LoadedChat await(Slot slot, ChatSink sink) {
        while (true) {
            try {
                return slot.loaded().get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                sink.heartbeat();
                if (sink.isCancelled()) {
                    throw new Cancelled("the request was cancelled while the model was loaded", e);
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof NearsideException known ? known : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Cancelled("the request was interrupted while the model was loaded", e);
            }
        }
    }

    private void load(Slot slot) {
        long start = nanoTime.getAsLong();
        try {
            ModelSize size = ModelSize.of(slot.model().manifest(), settings.memoryBytes());
            InferenceRuntime used = makeRoom(slot, size.bytes());
            LoadedChat chat = LoadedChat.open(slot.model(), used, size, settings.threads());
            loaded(slot, chat, Duration.ofNanos(nanoTime.getAsLong() - start));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed(slot, new Cancelled("the server stops", e));
        } catch (NearsideException e) {
            LOG.warn("{} cannot be loaded: {}", slot.id(), e.getMessage());
            failed(slot, e);
        } catch (OutOfMemoryError e) {
            LOG.warn("{} cannot be loaded: {}", slot.id(), e.getMessage());
            failed(slot, Failures.outOfMemory(e));
        } catch (RuntimeException | Error e) {
            LOG.error("{} cannot be loaded", slot.id(), e);
            failed(slot, e);
        }
    }

    /** Waits until there is so much memory, having those go that were not used for longest. */
    private synchronized InferenceRuntime makeRoom(Slot slot, long bytes) throws InterruptedException {
        while (!closed && staying() + draining() + bytes > settings.memoryBytes()) {
            Optional<Slot> victim = staying() + bytes > settings.memoryBytes() ? leastUsed(slot) : Optional.empty();
            if (victim.isPresent()) {
                LOG.info("{} goes to make room for {}", victim.get().id(), slot.id());
                retire(victim.get());
            } else {
                wait();
            }
        }
        if (closed) {
            throw new Cancelled("the server stops");
        }
        slot.bytes = bytes;
        if (runtime == null) {
            runtime = runtimes.get();
        }
        return runtime;
    }

    /** Of those that are loaded, one that nobody uses rather than one that somebody does. */
    private Optional<Slot> leastUsed(Slot but) {
        return slots.values().stream()
                .filter(slot -> slot != but && slot.isLoaded())
                .min(Comparator.<Slot>comparingInt(slot -> Math.min(1, slot.users))
                        .thenComparing(slot -> slot.lastUsed));
    }

    private long staying() {
        return slots.values().stream().mapToLong(slot -> slot.bytes).sum();
    }

    private long draining() {
        return leaving.stream().mapToLong(slot -> slot.bytes).sum();
    }

    private synchronized void loaded(Slot slot, LoadedChat chat, Duration took) {
        slot.lastUsed = nanoTime.getAsLong();
        boolean first = slot.loaded().complete(chat);
        assert first;
        events.loaded(slot.id(), took);
        settle(slot);
    }

    private synchronized void failed(Slot slot, Throwable problem) {
        slot.bytes = 0;
        slots.remove(slot.id(), slot);
        leaving.remove(slot);
        boolean first = slot.loaded().completeExceptionally(problem);
        assert first;
        changed();
    }

    /** Lets go of a model. */
    void release(Lease lease) {
        letGo(lease.slot());
    }

    private synchronized void letGo(Slot slot) {
        slot.users--;
        slot.lastUsed = nanoTime.getAsLong();
        settle(slot);
    }

    private void retire(Slot slot) {
        slot.retired = true;
        boolean known = slots.remove(slot.id(), slot);
        assert known;
        leaving.add(slot);
        settle(slot);
    }

    /** Releases one that goes and has nothing left to do. */
    private void settle(Slot slot) {
        if (slot.retired && slot.isIdle() && leaving.remove(slot)) {
            slot.bytes = 0;
            slot.close();
            LOG.info("{} is unloaded", slot.id());
        }
        changed();
    }

    private void changed() {
        long models = slots.values().stream().filter(Slot::isLoaded).count()
                + leaving.stream().filter(Slot::isLoaded).count();
        events.changed((int) models, staying() + draining());
        notifyAll();
    }

    /** Has those go that nobody asked for long, and those that are not on disk any more. */
    synchronized void sweep() {
        long now = nanoTime.getAsLong();
        for (Slot slot : List.copyOf(slots.values())) {
            boolean old = slot.isIdle()
                    && now - slot.lastUsed >= settings.keepLoaded().toNanos();
            boolean gone = slot.isLoaded()
                    && library.find(slot.id()).filter(slot::isOf).isEmpty();
            if (old || gone) {
                LOG.info("{} goes: it was {}", slot.id(), gone ? "removed" : "not used for a while");
                retire(slot);
            }
        }
    }

    /** Whether that model is in memory. */
    synchronized boolean holds(String id) {
        Slot slot = slots.get(id);
        return slot != null && slot.isLoaded();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Releases all, waiting a moment for what is under way, which sees {@link #isClosed}. */
    @Override
    public void close() {
        InferenceRuntime used;
        synchronized (this) {
            closed = true;
            List.copyOf(slots.values()).forEach(this::retire);
            drain();
            used = runtime;
        }
        if (used != null) {
            used.close();
        }
    }

    private void drain() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DRAIN_MILLIS);
        try {
            while (!leaving.isEmpty() && System.nanoTime() < end) {
                wait(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
