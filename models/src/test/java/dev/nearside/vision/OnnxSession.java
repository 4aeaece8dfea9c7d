package dev.nearside.vision;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.nearside.error.InferenceFailed;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.ValueInfo;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import dev.nearside.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/** Just enough of ONNX Runtime for Java to test a model of one float32 input and one float32 output. */
final class OnnxSession implements InferenceSession {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    OnnxSession(byte[] model) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // On a busy machine a pool that spins for so small a model takes many times as long.
            options.setIntraOpNumThreads(1);
            session = environment.createSession(model, options);
        }
    }

    @Override
    public ExecutionProvider provider() {
        return ExecutionProvider.CPU;
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
        Map.Entry<String, ? extends Tensor> input = inputs.entrySet().iterator().next();
        HostTensor host = input.getValue().toHost();
        try (OnnxTensor tensor = OnnxTensor.createTensor(
                        environment,
                        FloatBuffer.wrap(host.floats()),
                        host.shape().copyDims());
                OrtSession.Result result = session.run(Map.of(input.getKey(), tensor))) {
            OnnxTensor output = (OnnxTensor) result.get(0);
            float[] values = new float[output.getFloatBuffer().remaining()];
            output.getFloatBuffer().get(values);
            String name = session.getOutputNames().iterator().next();
            return Map.of(name, HostTensor.ofFloats(Shape.of(output.getInfo().getShape()), values));
        } catch (OrtException e) {
            throw new InferenceFailed("ONNX Runtime failed", e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new InferenceFailed("ONNX Runtime failed", e);
        }
    }
}
