package dev.nearside.server.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.nearside.error.InferenceFailed;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.SessionOptions;
import dev.nearside.runtime.ValueInfo;
import dev.nearside.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model loaded on the CPU. Runs and closing take turns, so that weights are never released under a run. */
final class OnnxSession implements InferenceSession {
    private final String what;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final SessionOptions options;
    private final List<ValueInfo> inputs;
    private final List<ValueInfo> outputs;
    private boolean closed;

    private OnnxSession(String what, OrtEnvironment environment, OrtSession session, SessionOptions options)
            throws OrtException {
        this.what = what;
        this.environment = environment;
        this.session = session;
        this.options = options;
        this.inputs = describe(session.getInputInfo().values());
        this.outputs = describe(session.getOutputInfo().values());
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
    public synchronized Map<String, Tensor> run(Map<String, ? extends Tensor> given) {
        if (closed) {
            throw new IllegalStateException(what + " was closed");
        }
        InputCheck.require(inputs, given);
        List<OnnxTensor> copies = new ArrayList<>();
        try {
            Map<String, OnnxTensor> feeds = new LinkedHashMap<>();
            for (Map.Entry<String, ? extends Tensor> entry : given.entrySet()) {
                feeds.put(entry.getKey(), feed(entry.getKey(), entry.getValue(), copies));
            }
            return collect(session.run(feeds));
        } catch (OrtException e) {
            throw OnnxErrors.map(what + " failed", e);
        } finally {
            copies.forEach(OnnxTensor::close);
        }
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
    private Map<String, Tensor> collect(OrtSession.Result result) throws OrtException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        List<OnnxValue> copied = new ArrayList<>();
        boolean complete = false;
        try {
            for (Map.Entry<String, OnnxValue> entry : result) {
                String name = entry.getKey();
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
        try {
            session.close();
        } catch (OrtException e) {
            throw OnnxErrors.map(what + " cannot be released", e);
        }
    }
}
