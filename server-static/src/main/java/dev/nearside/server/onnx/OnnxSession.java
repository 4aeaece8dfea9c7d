package dev.nearside.server.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.nearside.error.InferenceFailed;
import dev.nearside.error.InvalidInput;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.SessionOptions;
import dev.nearside.runtime.ValueInfo;
import dev.nearside.tensor.ElementType;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A model loaded on the CPU. Runs and closing take turns, so that weights are never released under a run. */
final class OnnxSession implements InferenceSession {
    private final String what;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final SessionOptions options;
    private final List<ValueInfo> inputs;
    private final List<ValueInfo> outputs;
    private final InputCheck check;
    private final Map<String, OutputBuffer> buffers = new HashMap<>();
    private boolean closed;

    private OnnxSession(String what, OrtEnvironment environment, OrtSession session, SessionOptions options)
            throws OrtException {
        this.what = what;
        this.environment = environment;
        this.session = session;
        this.options = options;
        this.inputs = describe(session.getInputInfo().values());
        this.outputs = describe(session.getOutputInfo().values());
        this.check = new InputCheck(inputs);
    }

    /** Takes the session over; it is closed if it cannot be used. */
    static OnnxSession of(String what, OrtEnvironment environment, OrtSession session, SessionOptions options)
            throws OrtException {
        try {
            return new OnnxSession(what, environment, session, options);
        } catch (OrtException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static List<ValueInfo> describe(Collection<NodeInfo> nodes) {
        List<ValueInfo> values = new ArrayList<>();
        for (NodeInfo node : nodes) {
            if (!(node.getInfo() instanceof TensorInfo info)) {
                throw new InferenceFailed("'" + node.getName() + "' is no tensor but " + node.getInfo());
            }
            List<String> dims = new ArrayList<>();
            for (int axis = 0; axis < info.getShape().length; axis++) {
                long size = info.getShape()[axis];
                String symbol = info.getDimensionNames()[axis];
                dims.add(size >= 0 ? Long.toString(size) : symbol.isEmpty() ? "?" : symbol);
            }
            values.add(new ValueInfo(node.getName(), ElementTypes.of(node.getName(), info), dims));
        }
        return List.copyOf(values);
    }

    @Override
    public ExecutionProvider provider() {
        return ExecutionProvider.CPU;
    }

    @Override
    public List<ValueInfo> inputs() {
        return inputs;
    }

    @Override
    public List<ValueInfo> outputs() {
        return outputs;
    }

    @Override
    public boolean writesInPlace() {
        return true;
    }

    @Override
    public Tensor upload(HostTensor tensor) {
        try {
            return new NativeTensor("uploaded", TensorTransfer.upload(environment, "uploaded", tensor));
        } catch (OrtException e) {
            throw OnnxErrors.map(tensor + " cannot be copied", e);
        }
    }

    @Override
    public Map<String, Tensor> run(Map<String, ? extends Tensor> given) {
        return run(given, Map.of());
    }

    @Override
    public synchronized Map<String, Tensor> run(
            Map<String, ? extends Tensor> given, Map<String, ? extends Tensor> into) {
        if (closed) {
            throw new IllegalStateException(what + " was closed");
        }
        check.require(given);
        List<OnnxTensor> copies = new ArrayList<>();
        try {
            Map<String, OnnxTensor> feeds = new LinkedHashMap<>();
            for (Map.Entry<String, ? extends Tensor> entry : given.entrySet()) {
                feeds.put(entry.getKey(), feed(entry.getKey(), entry.getValue(), copies));
            }
            if (into.isEmpty()) {
                return collect(session.run(feeds), Set.of());
            }
            return runInto(feeds, into);
        } catch (OrtException e) {
            throw OnnxErrors.map(what + " failed", e);
        } finally {
            copies.forEach(OnnxTensor::close);
        }
    }

    private Map<String, Tensor> runInto(Map<String, OnnxTensor> feeds, Map<String, ? extends Tensor> into)
            throws OrtException {
        Map<String, OnnxTensor> pinned = new LinkedHashMap<>();
        for (Map.Entry<String, ? extends Tensor> entry : into.entrySet()) {
            pinned.put(entry.getKey(), target(entry.getKey(), entry.getValue()));
        }
        Set<String> others = new LinkedHashSet<>();
        for (ValueInfo output : outputs) {
            if (!into.containsKey(output.name())) {
                others.add(output.name());
            }
        }
        Map<String, Tensor> collected = collect(session.run(feeds, others, pinned), into.keySet());
        for (Map.Entry<String, ? extends Tensor> entry : into.entrySet()) {
            OutputBuffer buffer = buffers.get(entry.getKey());
            if (entry.getValue() instanceof HostTensor host && buffer != null) {
                buffer.copyTo(host);
            }
        }
        return collected;
    }

    private OnnxTensor target(String name, Tensor tensor) throws OrtException {
        if (tensor instanceof NativeTensor resident) {
            return resident.view();
        }
        if (tensor.type() != ElementType.FLOAT32) {
            throw new InvalidInput("the output '" + name + "' cannot be written over "
                    + tensor.type().label() + tensor.shape() + "; only float32 can");
        }
        OutputBuffer known = buffers.get(name);
        if (known != null && known.shape().equals(tensor.shape())) {
            return known.view();
        }
        OutputBuffer buffer = new OutputBuffer(environment, tensor.shape());
        buffers.put(name, buffer);
        if (known != null) {
            known.close();
        }
        return buffer.view();
    }

    private OnnxTensor feed(String name, Tensor tensor, List<OnnxTensor> copies) throws OrtException {
        if (tensor instanceof NativeTensor resident) {
            return resident.view();
        }
        OnnxTensor copy = TensorTransfer.upload(environment, name, tensor.toHost());
        copies.add(copy);
        return copy;
    }

    /** Takes the result apart: what stays native lives on, all else is copied and released. */
    private Map<String, Tensor> collect(OrtSession.Result result, Set<String> pinned) throws OrtException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        List<OnnxValue> copied = new ArrayList<>();
        boolean complete = false;
        try {
            for (Map.Entry<String, OnnxValue> entry : result) {
                String name = entry.getKey();
                if (pinned.contains(name)) {
                    continue;
                }
                if (!(entry.getValue() instanceof OnnxTensor tensor)) {
                    throw new InferenceFailed("output '" + name + "' is no tensor");
                }
                if (options.outputLocations().get(name) == Tensor.Location.DEVICE) {
                    tensors.put(name, new NativeTensor(name, tensor));
                } else {
                    tensors.put(name, TensorTransfer.download(name, tensor));
                    copied.add(tensor);
                }
            }
            complete = true;
            return tensors;
        } finally {
            if (complete) {
                copied.forEach(OnnxValue::close);
            } else {
                result.close();
            }
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        buffers.values().forEach(OutputBuffer::close);
        try {
            session.close();
        } catch (OrtException e) {
            throw OnnxErrors.map(what + " cannot be released", e);
        }
    }
}
