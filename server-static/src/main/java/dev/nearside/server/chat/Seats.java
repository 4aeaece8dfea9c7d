package dev.nearside.server.chat;

import dev.nearside.chat.ChatMessage;
import dev.nearside.error.Cancelled;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The seats at a model and the line before them: first come, first served. Who sits down gets the free seat whose cache knows
 * most of the conversation. Thread-safe.
 */
final class Seats implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;

    private final int most;
    private final Supplier<Seat> maker;
    private final List<Seat> all = new ArrayList<>();
    private final List<Seat> free = new ArrayList<>();
    private final Deque<Object> line = new ArrayDeque<>();

    /**
     * No more than so many seats, made when they are needed.
     *
     * @param maker makes one
     */
    Seats(int most, Supplier<Seat> maker) {
        this.most = most;
        this.maker = maker;
    }

    /**
     * Waits in the line for a seat, which {@link #leave} gives back.
     *
     * @param messages the conversation, empty if it is none
     * @throws Cancelled if the client left before its turn
     */
    Seat take(List<ChatMessage> messages, ChatSink sink) {
        Object place = new Object();
        join(place);
        try {
            Seat seat = sitDown(place, messages);
            while (seat == null) {
                sink.heartbeat();
                if (sink.isCancelled()) {
                    throw new Cancelled("the request was cancelled before its turn");
                }
                seat = sitDown(place, messages);
            }
            return seat;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("the request was interrupted before its turn", e);
        } finally {
            quit(place);
        }
    }

    private synchronized void join(Object place) {
        line.addLast(place);
    }

    private synchronized void quit(Object place) {
        line.remove(place);
        notifyAll();
    }

    /** Waits a moment; null if it is not its turn yet. */
    private synchronized @Nullable Seat sitDown(Object place, List<ChatMessage> messages) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);
        Seat seat = next(place, messages);
        for (long left = LOOK_MILLIS;
                seat == null && left > 0;
                left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
            wait(left);
            seat = next(place, messages);
        }
        return seat;
    }

    private @Nullable Seat next(Object place, List<ChatMessage> messages) {
        if (line.peekFirst() != place || (free.isEmpty() && all.size() == most)) {
            return null;
        }
        Seat best = free.stream()
                .max(Comparator.<Seat>comparingInt(seat -> seat.turnsInCommon(messages))
                        .thenComparing(Seat::lastUsed, Comparator.reverseOrder()))
                .orElse(null);
        if (best != null && (best.knows(messages) || all.size() == most)) {
            free.remove(best);
            return best;
        }
        Seat fresh = maker.get();
        all.add(fresh);
        return fresh;
    }

    /** Gives a seat back. */
    synchronized void leave(Seat seat) {
        seat.usedAt(System.nanoTime());
        free.add(seat);
        notifyAll();
    }

    /** Releases the caches; nobody sits there any more. */
    @Override
    public synchronized void close() {
        all.forEach(Seat::close);
        all.clear();
        free.clear();
    }
}
