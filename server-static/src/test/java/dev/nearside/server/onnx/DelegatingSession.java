package dev.nearside.server.onnx;

import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.ValueInfo;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** A session that does as another one does, but for what a test changes. */
public abstract class DelegatingSession implements InferenceSession {
    private final InferenceSession session;

    protected DelegatingSession(InferenceSession session) {
        this.session = session;
    }

    /** Comes before each run. */
    protected void beforeRun(Map<String, ? extends Tensor> inputs) {}

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
        beforeRun(inputs);
        return session.run(inputs);
    }

    @Override
    public Map<String, Tensor> run(Map<String, ? extends Tensor> inputs, Map<String, ? extends Tensor> into) {
        beforeRun(inputs);
        return session.run(inputs, into);
    }

    @Override
    public void close() {
        session.close();
    }
}
