package dev.nearside.browser.engine;

import dev.nearside.browser.gpu.GpuDevice;
import dev.nearside.browser.js.HostMemory;
import dev.nearside.browser.js.Promises;
import dev.nearside.browser.ort.Ort;
import dev.nearside.browser.ort.OrtElementTypes;
import dev.nearside.browser.ort.OrtTensor;
import dev.nearside.error.InferenceFailed;
import dev.nearside.tensor.ElementType;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import dev.nearside.tensor.Tensor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.ArrayBufferView;
import org.teavm.jso.typedarrays.Int8Array;

/** Turns tensors of {@code models} into those of ONNX Runtime Web and back; on the host that copies, once each way. */
final class TensorBridge {
    private static final ElementType[] TYPES = ElementType.values();

    private final Ort ort;
    private final OrtElementTypes types;
    private final HostMemory memory = new HostMemory();

    TensorBridge(Ort ort) {
        this.ort = ort;
        String[] labels = new String[TYPES.length];
        for (ElementType type : TYPES) {
            labels[type.ordinal()] = type.label();
        }
        this.types = OrtElementTypes.of(labels);
    }

    /** What copies between Java and JavaScript. */
    HostMemory memory() {
        return memory;
    }

    /** An ONNX Runtime tensor of the same elements; the caller disposes of one made from a host tensor. */
    OrtTensor toOrt(Tensor tensor) {
        if (tensor instanceof DeviceTensor device) {
            return device.ort();
        }
        HostTensor host = tensor.toHost();
        int[] dims = dims(host.shape());
        if (host.type() == ElementType.STRING) {
            JSArray<JSObject> values = new JSArray<>();
            for (String value : host.strings()) {
                values.push(JSString.valueOf(value));
            }
            return Ort.createStringTensor(ort, values, dims);
        }
        return Ort.createTensor(ort, types, host.type().ordinal(), bytes(host), dims);
    }

    /** A copy in a GPU buffer of its own. */
    DeviceTensor upload(HostTensor host, GpuDevice device) {
        OrtTensor tensor = Ort.createGpuTensor(ort, device, host.type().label(), bytes(host), dims(host.shape()));
        return new DeviceTensor(host.type(), host.shape(), tensor, this);
    }

    /** Writes a host tensor of float32, int32 or int64 over the elements of an ONNX Runtime tensor of the same type and shape. */
    void overwrite(OrtTensor tensor, HostTensor host) {
        if (host.type() == ElementType.FLOAT32) {
            memory.lend(host.floats(), bytes -> OrtTensor.write(tensor, bytes));
        } else if (host.type() == ElementType.INT32) {
            memory.lend(host.ints(), bytes -> OrtTensor.write(tensor, bytes));
        } else {
            memory.lend(host.longs(), bytes -> OrtTensor.write(tensor, bytes));
        }
    }

    /** The elements of a float32 tensor on the host, of which nothing stays. */
    float[] takeFloats(OrtTensor tensor, int count) {
        float[] values = new float[count];
        takeFloats(tensor, values);
        return values;
    }

    /** The elements of a float32 tensor on the host, as many as the array has, of which nothing stays. */
    void takeFloats(OrtTensor tensor, float[] into) {
        memory.borrow(into, bytes -> OrtTensor.take(tensor, bytes));
    }

    /** The elements, packed, in an array of JavaScript's. */
    Int8Array bytes(HostTensor host) {
        return switch (host.type()) {
            case FLOAT32 -> memory.send(host.floats());
            case FLOAT64 -> memory.send(host.doubles());
            case INT64, UINT64 -> memory.send(host.longs());
            case INT32, UINT32 -> memory.send(host.ints());
            case FLOAT16, INT16, UINT16 -> memory.send(host.shorts());
            case INT8, UINT8, BOOL, INT4, UINT4 -> memory.send(host.bytes());
            case STRING -> throw new IllegalArgumentException("strings have no bytes");
        };
    }

    /** A tensor of {@code models}: a copy on the host, or a handle on a GPU buffer. */
    Tensor fromOrt(OrtTensor tensor) {
        return fromOrt(tensor, OrtTensor.isOnGpu(tensor));
    }

    /** A tensor of {@code models}: a handle on ONNX Runtime's, or a copy on the host. */
    Tensor fromOrt(OrtTensor tensor, boolean stays) {
        int[] typeAndDims = OrtTensor.typeAndDims(tensor, types);
        if (typeAndDims[0] < 0) {
            throw new InferenceFailed("tensors of " + tensor.getType() + " are not supported");
        }
        ElementType type = TYPES[typeAndDims[0]];
        Shape shape = shape(typeAndDims);
        if (stays) {
            return new DeviceTensor(type, shape, tensor, this);
        }
        HostTensor host = type == ElementType.STRING
                ? HostTensor.ofStrings(shape, OrtTensor.strings(tensor))
                : host(type, shape, tensor.getData());
        tensor.dispose();
        return host;
    }

    /** Reads a tensor of ONNX Runtime's; one on the GPU is no input of a run any more. */
    HostTensor download(DeviceTensor tensor) {
        ArrayBufferView data = Promises.awaitValue(tensor.ort().getData(false));
        return host(tensor.type(), tensor.shape(), data);
    }

    /** A host tensor with the elements in that view. */
    HostTensor host(ElementType type, Shape shape, ArrayBufferView data) {
        return switch (type) {
            case FLOAT32 -> HostTensor.ofFloats(shape, memory.copyFloats(data));
            case FLOAT64 -> HostTensor.ofDoubles(shape, memory.copyDoubles(data));
            case INT64, UINT64 -> HostTensor.ofLongs(type, shape, memory.copyLongs(data));
            case INT32, UINT32 -> HostTensor.ofInts(type, shape, memory.copyInts(data));
            case FLOAT16, INT16, UINT16 -> HostTensor.ofShorts(type, shape, memory.copyShorts(data));
            case INT8, UINT8, BOOL, INT4, UINT4 -> HostTensor.ofBytes(type, shape, memory.copyBytes(data));
            case STRING -> throw new IllegalArgumentException("strings are not numbers");
        };
    }

    /** Sizes as integers: TeaVM 0.15 passes an array of doubles through memory that is not aligned for them. */
    static int[] dims(Shape shape) {
        int[] dims = new int[shape.rank()];
        for (int axis = 0; axis < dims.length; axis++) {
            dims[axis] = Math.toIntExact(shape.dim(axis));
        }
        return dims;
    }

    private static Shape shape(int[] typeAndDims) {
        long[] sizes = new long[typeAndDims.length - 1];
        for (int axis = 0; axis < sizes.length; axis++) {
            sizes[axis] = typeAndDims[axis + 1];
        }
        return Shape.of(sizes);
    }
}
