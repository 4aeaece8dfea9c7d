package dev.nearside.server.upstream;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, piece by piece as it comes. There is never more than one piece in memory: the next is asked for
 * when the last was taken, so that a fast upstream waits for a slow client. Java's own stream of a body cannot be waited for
 * in slices.
 */
final class BodyQueue implements BodySubscriber<BodyQueue>, AutoCloseable {
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private volatile @Nullable Subscription subscription;
    private volatile boolean closed;
    private boolean ended;

    private record Piece(
            List<ByteBuffer> bytes, boolean last, @Nullable Throwable error) {}

    /**
     * The next piece, empty at the end; waits for it.
     *
     * @throws IOException if the connection broke, or the body is not as HTTP wants it
     * @throws UpstreamFailure if the watch says so
     */
    List<ByteBuffer> next(Watch watch) throws IOException {
        while (!ended) {
            watch.check();
            Piece piece = poll(watch);
            if (piece == null) {
                watch.checkAfterSlice();
                continue;
            }
            if (piece.error() != null) {
                throw new IOException(piece.error());
            }
            ended = piece.last();
            if (!ended) {
                request();
            }
            if (piece.bytes().stream().anyMatch(ByteBuffer::hasRemaining)) {
                return piece.bytes();
            }
        }
        return List.of();
    }

    private @Nullable Piece poll(Watch watch) {
        try {
            return pieces.poll(Watch.SLICE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw watch.interrupted(e);
        }
    }

    /** Takes no more; the connection is closed unless the body was taken to its end. */
    @Override
    public void close() {
        closed = true;
        Subscription known = subscription;
        if (known != null) {
            known.cancel();
        }
    }

    private void request() {
        Subscription known = subscription;
        if (known != null) {
            known.request(1);
        }
    }

    @Override
    public CompletionStage<BodyQueue> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Subscription toBody) {
        subscription = toBody;
        if (closed) {
            toBody.cancel();
        } else {
            toBody.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        pieces.add(new Piece(bytes, false, null));
    }

    @Override
    public void onError(Throwable error) {
        pieces.add(new Piece(List.of(), false, error));
    }

    @Override
    public void onComplete() {
        pieces.add(new Piece(List.of(), true, null));
    }
}
