package dev.nearside.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the smallest ONNX models by hand: one node, one input x, one output y (onnx.proto, IR version 8). */
public final class TinyOnnx {
    /** Element types by their numbers in {@code TensorProto.DataType}. */
    public static final int FLOAT = 1;

    private TinyOnnx() {}

    /** y = x, of that element type and these sizes; a size that is no number is a symbol. */
    public static byte[] identity(int type, String... dims) {
        return model(node("Identity", List.of("x"), new byte[0]), value("x", type, dims), value("y", type, dims));
    }

    /** y = x converted from one element type to another. */
    public static byte[] cast(int from, int to, String... dims) {
        byte[] attribute = join(text(1, "to"), number(3, to), number(20, 2 /* AttributeProto.INT */));
        return model(node("Cast", List.of("x"), message(5, attribute)), value("x", from, dims), value("y", to, dims));
    }

    /** y = x + x for floats. */
    public static byte[] twice(String... dims) {
        return model(node("Add", List.of("x", "x"), new byte[0]), value("x", FLOAT, dims), value("y", FLOAT, dims));
    }

    private static byte[] model(byte[] node, byte[] input, byte[] output) {
        byte[] graph = join(message(1, node), text(2, "tiny"), message(11, input), message(12, output));
        byte[] operators = join(text(1, ""), number(2, 13));
        return join(number(1, 8), message(7, graph), message(8, operators));
    }

    private static byte[] node(String operator, List<String> inputs, byte[] attributes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        inputs.forEach(name -> out.writeBytes(text(1, name)));
        return join(out.toByteArray(), text(2, "y"), text(4, operator), attributes);
    }

    private static byte[] value(String name, int type, String... dims) {
        ByteArrayOutputStream shape = new ByteArrayOutputStream();
        for (String dim : dims) {
            byte[] size = dim.matches("\\d+") ? number(1, Integer.parseInt(dim)) : text(2, dim);
            shape.writeBytes(message(1, size));
        }
        byte[] tensor = join(number(1, type), message(2, shape.toByteArray()));
        return join(text(1, name), message(2, message(1, tensor)));
    }

    private static byte[] number(int field, int value) {
        return join(varint(field << 3), varint(value));
    }

    private static byte[] text(int field, String value) {
        return message(field, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] message(int field, byte[] content) {
        return join(varint((field << 3) | 2), varint(content.length), content);
    }

    private static byte[] varint(int value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int left = value;
        while (left > 0x7f) {
            out.write((left & 0x7f) | 0x80);
            left >>>= 7;
        }
        out.write(left);
        return out.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
