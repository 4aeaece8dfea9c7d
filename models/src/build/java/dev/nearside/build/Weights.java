package dev.nearside.build;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Tensors of ONNX files, as arrays and back. */
final class Weights {
    private Weights() {}

    /** The elements of a float32 tensor. */
    static float[] floats(TensorProto tensor) {
        if (tensor.getDataType() != TensorProto.DataType.FLOAT.getNumber() || tensor.hasDataLocation()) {
            throw new IllegalArgumentException(tensor.getName() + " is no float32 tensor within the file");
        }
        if (tensor.getRawData().isEmpty()) {
            float[] floats = new float[tensor.getFloatDataCount()];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = tensor.getFloatData(i);
            }
            return floats;
        }
        ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        float[] floats = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(floats);
        return floats;
    }

    static TensorProto ofFloats(String name, List<Long> dims, float... floats) {
        ByteBuffer bytes = ByteBuffer.allocate(floats.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(floats);
        return of(name, TensorProto.DataType.FLOAT, dims, bytes.array());
    }

    static TensorProto of(String name, TensorProto.DataType type, List<Long> dims, byte... raw) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .addAllDims(dims)
                .setRawData(ByteString.copyFrom(raw))
                .build();
    }
}
