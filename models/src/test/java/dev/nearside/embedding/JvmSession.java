package dev.nearside.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.ValueInfo;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import dev.nearside.tensor.Tensor;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Just enough of ONNX Runtime for Java for int64 inputs and float32 outputs; says it is whatever provider a test wants. */
public final class JvmSession implements InferenceSession {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final ExecutionProvider provider;
    private final OrtSession session;
    private final List<Shape> shapes = new ArrayList<>();

    JvmSession(byte[] model, ExecutionProvider provider) {
        this.provider = provider;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = environment.createSession(model, options);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The shapes of the inputs of every run so far. */
    List<Shape> shapes() {
        return shapes;
    }

    @Override
    public ExecutionProvider provider() {
        return provider;
    }

    @Override
    public List<ValueInfo> inputs() {
        return List.of();
    }

    @Override
    public List<ValueInfo> outputs() {
        return List.of();
    }

    @Override
    public Map<String, Tensor> run(Map<String, ? extends Tensor> inputs) {
        Map<String, OnnxTensor> feeds = new LinkedHashMap<>();
        try {
            shapes.add(inputs.values().iterator().next().shape());
            for (Map.Entry<String, ? extends Tensor> input : inputs.entrySet()) {
                HostTensor host = input.getValue().toHost();
                feeds.put(
                        input.getKey(),
                        OnnxTensor.createTensor(
                                environment,
                                LongBuffer.wrap(host.longs()),
                                host.shape().copyDims()));
            }
            Map<String, Tensor> outputs = new LinkedHashMap<>();
            try (OrtSession.Result result = session.run(feeds)) {
                for (Map.Entry<String, OnnxValue> entry : result) {
                    OnnxTensor tensor = (OnnxTensor) entry.getValue();
                    float[] values = new float[tensor.getFloatBuffer().remaining()];
                    tensor.getFloatBuffer().get(values);
                    outputs.put(
                            entry.getKey(),
                            HostTensor.ofFloats(Shape.of(tensor.getInfo().getShape()), values));
                }
            }
            return outputs;
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        } finally {
            feeds.values().forEach(OnnxTensor::close);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
