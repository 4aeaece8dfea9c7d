package dev.nearside.build;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.List;

/** An input of matrix multiplications as unsigned bytes: {@code byte = round(value / share / scale) + zero}. */
final class QuantizedInput {
    private final String tensor;
    private final float[] shares;
    private final float scale;
    private final int zero;

    /** Takes the shares over, one for each channel of that tensor. */
    QuantizedInput(String tensor, float[] shares, Calibration calibration) {
        this.tensor = tensor;
        this.shares = shares;
        Calibration.Range range = calibration.find(tensor).orElseThrow();
        float low = 0;
        float high = 0;
        for (int i = 0; i < shares.length; i++) {
            low = Math.min(low, range.low(i) / shares[i]);
            high = Math.max(high, range.high(i) / shares[i]);
        }
        this.scale = (high - low) / 255;
        this.zero = Math.max(0, Math.min(255, Math.round(-low / scale)));
    }

    float share(int channel) {
        return shares[channel];
    }

    float scale() {
        return scale;
    }

    /** The tensor of bytes. */
    String bytes() {
        return tensor + "_bytes";
    }

    /** The constant which is the byte of 0. */
    String zero() {
        return tensor + "_zero";
    }

    List<TensorProto> constants() {
        float[] inverse = new float[shares.length];
        for (int i = 0; i < inverse.length; i++) {
            inverse[i] = 1 / shares[i];
        }
        return List.of(
                Weights.ofFloats(tensor + "_inverse", List.of((long) inverse.length), inverse),
                Weights.ofFloats(tensor + "_scale", List.of(), scale),
                Weights.of(zero(), TensorProto.DataType.UINT8, List.of(), (byte) zero));
    }

    List<NodeProto> nodes() {
        return List.of(
                QuantizedGraph.node("Mul", List.of(tensor, tensor + "_inverse"), tensor + "_smooth"),
                QuantizedGraph.node("QuantizeLinear", List.of(tensor + "_smooth", tensor + "_scale", zero()), bytes()));
    }
}
