package dev.nearside.server.openai;

import dev.nearside.embedding.EmbedOptions;
import dev.nearside.embedding.EmbeddingBackend;
import dev.nearside.embedding.EmbeddingInput;
import dev.nearside.embedding.EmbeddingProgress;
import dev.nearside.embedding.Embeddings;
import dev.nearside.error.Cancelled;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Embeds the inputs of many requests together, on one thread that has the session to itself. Who comes while nothing runs is
 * run at once; what comes meanwhile is run together in the next turn. A turn takes a share of each request, so that one
 * with thousands of inputs does not keep a short one waiting.
 */
final class EmbeddingQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddingQueue.class);

    private final EmbeddingBackend backend;
    private final Limits limits;
    private final EmbeddingMeters meters;
    private final List<Job> jobs = new ArrayList<>();
    private boolean closed;

    /** The inputs of one job that a turn runs. */
    private record Slice(Job job, List<EmbeddingInput> inputs) {}

    /** A queue whose thread ends with {@link #close}. */
    EmbeddingQueue(EmbeddingBackend backend, Limits limits, EmbeddingMeters meters) {
        this.backend = backend;
        this.limits = limits;
        this.meters = meters;
        Thread thread = new Thread(this::work, "embed-" + backend.model());
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Takes a job in; its result comes later.
     *
     * @throws io.javalin.http.HttpResponseException 503 if so much waits already
     */
    synchronized void add(Job job) {
        jobs.removeIf(Job::isOver);
        long tokens = job.waitingTokens();
        for (Job other : jobs) {
            tokens += other.waitingTokens();
        }
        // One request alone is let in whatever its length: it passed the limits of a request.
        boolean full = jobs.size() >= limits.waitingRequests() || (!jobs.isEmpty() && tokens > limits.waitingTokens());
        if (closed || full) {
            throw Refusal.queueFull();
        }
        jobs.add(job);
        meters.waiting(jobs.size(), tokens);
        notifyAll();
    }

    private void work() {
        for (List<Slice> turn = nextTurn(); !turn.isEmpty(); turn = nextTurn()) {
            try {
                run(turn);
            } catch (RuntimeException | Error e) {
                LOG.error("embedding failed", e);
                RuntimeException problem = e instanceof RuntimeException known ? known : new IllegalStateException(e);
                turn.forEach(slice -> slice.job().fail(problem));
            }
        }
    }

    /** Waits for work; nothing means the end. */
    private synchronized List<Slice> nextTurn() {
        jobs.removeIf(Job::isOver);
        while (jobs.isEmpty() && !closed) {
            meters.waiting(0, 0);
            try {
                wait();
            } catch (InterruptedException e) {
                closed = true;
            }
            jobs.removeIf(Job::isOver);
        }
        if (closed) {
            jobs.forEach(job -> job.fail(Refusal.queueFull()));
            return List.of();
        }
        List<Job> alike = jobs.stream()
                .filter(job -> job.overflow() == jobs.get(0).overflow())
                .toList();
        long tokens = 0;
        List<Slice> turn = new ArrayList<>();
        for (Job job : alike) {
            List<EmbeddingInput> inputs = job.next(limits.turnTokens() / alike.size());
            turn.add(new Slice(job, inputs));
            if (!job.hasBegun()) {
                meters.begun(job);
            }
        }
        for (Job job : jobs) {
            tokens += job.waitingTokens();
        }
        meters.waiting(jobs.size(), tokens);
        return turn;
    }

    private void run(List<Slice> turn) {
        List<EmbeddingInput> inputs = new ArrayList<>();
        turn.forEach(slice -> inputs.addAll(slice.inputs()));
        EmbedOptions options =
                new EmbedOptions(turn.get(0).job().overflow(), EmbeddingProgress.NONE, () -> turn.stream()
                        .allMatch(slice -> slice.job().isOver()));
        long start = System.nanoTime();
        Embeddings embeddings;
        try {
            embeddings = backend.embed(inputs, options);
        } catch (Cancelled e) {
            LOG.debug("all {} requests of a turn are over", turn.size(), e);
            return;
        }
        meters.ran(inputs.size(), embeddings.totalTokens(), System.nanoTime() - start);
        int from = 0;
        for (Slice slice : turn) {
            slice.job().put(embeddings, from, slice.inputs().size());
            from += slice.inputs().size();
        }
    }

    /** Refuses what waits and ends the thread after its turn. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
