package dev.nearside.server.chat;

import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.ValueInfo;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A session that several answers use, each with a cache of its own. They take turns run by run in the order in which they come, so
 * that all of them grow at the same pace: a token each, or a piece of a prompt.
 */
final class SharedSession implements InferenceSession {
    private final InferenceSession session;
    private final ReentrantLock turn = new ReentrantLock(true);

    /** Takes the session over. */
    SharedSession(InferenceSession session) {
        this.session = session;
    }

    @Override
    public ExecutionProvider provider() {
        return session.provider();
    }

    @Override
    public List<ValueInfo> inputs() {
        return session.inputs();
    }

    @Override
    public List<ValueInfo> outputs() {
        return session.outputs();
    }

    @Override
    public boolean writesInPlace() {
        return session.writesInPlace();
    }

    @Override
    public Tensor upload(HostTensor tensor) {
        return session.upload(tensor);
    }

    @Override
    public Map<String, Tensor> run(Map<String, ? extends Tensor> inputs) {
        turn.lock();
        try {
            return session.run(inputs);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public Map<String, Tensor> run(Map<String, ? extends Tensor> inputs, Map<String, ? extends Tensor> into) {
        turn.lock();
        try {
            return session.run(inputs, into);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            session.close();
        } finally {
            turn.unlock();
        }
    }
}
