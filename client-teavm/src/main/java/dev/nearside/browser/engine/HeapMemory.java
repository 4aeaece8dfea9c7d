package dev.nearside.browser.engine;

import dev.nearside.browser.ort.OrtModule;
import dev.nearside.error.InferenceFailed;
import dev.nearside.tensor.ElementType;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Makes and reads tensors in the memory of ONNX Runtime's WebAssembly. */
final class HeapMemory {
    /** By ONNX's number of an element type ({@code onnx.proto}, TensorProto.DataType). */
    private static final @Nullable ElementType[] BY_NUMBER = {
        null,
        ElementType.FLOAT32,
        ElementType.UINT8,
        ElementType.INT8,
        ElementType.UINT16,
        ElementType.INT16,
        ElementType.INT32,
        ElementType.INT64,
        null,
        ElementType.BOOL,
        ElementType.FLOAT16,
        ElementType.FLOAT64,
        ElementType.UINT32,
        ElementType.UINT64
    };

    private final OrtModule module;
    private final TensorBridge bridge;

    HeapMemory(OrtModule module, TensorBridge bridge) {
        this.module = module;
        this.bridge = bridge;
    }

    OrtModule module() {
        return module;
    }

    /** A tensor of its own memory with these elements. */
    HeapTensor upload(HostTensor host) {
        HeapTensor tensor = allocate(host.type(), host.shape());
        overwrite(tensor, host);
        return tensor;
    }

    /** A tensor of its own memory, whatever lies in it. */
    HeapTensor allocate(ElementType type, Shape shape) {
        int number = number(type);
        int bytes = bytes(type, shape);
        int pointer = OrtModule.allocate(module, bytes);
        if (pointer == 0) {
            throw new InferenceFailed("WebAssembly has no more memory: " + bytes + " bytes were wanted");
        }
        int handle = OrtModule.createTensor(module, number, pointer, bytes, TensorBridge.dims(shape));
        if (handle == 0) {
            OrtModule.free(module, pointer);
            throw new InferenceFailed("ONNX Runtime made no tensor of " + type.label() + " " + shape);
        }
        return new HeapTensor(type, shape, new HeapTensor.Place(handle, pointer, true), this);
    }

    /** Takes over a tensor that a run made. */
    HeapTensor adopt(int handle) {
        int[] info = OrtModule.typePointerAndDims(module, handle);
        ElementType type = info.length < 2 || info[0] < 0 || info[0] >= BY_NUMBER.length ? null : BY_NUMBER[info[0]];
        if (type == null) {
            OrtModule.releaseTensor(module, handle);
            throw new InferenceFailed("the run brought a tensor that cannot be read");
        }
        long[] sizes = new long[info.length - 2];
        for (int axis = 0; axis < sizes.length; axis++) {
            sizes[axis] = info[axis + 2];
        }
        return new HeapTensor(type, Shape.of(sizes), new HeapTensor.Place(handle, info[1], false), this);
    }

    /** Writes elements over those of a tensor of the same type and shape. */
    void overwrite(HeapTensor tensor, HostTensor host) {
        OrtModule.write(module, tensor.pointer(), bridge.bytes(host), bytes(host.type(), host.shape()));
    }

    /** Reads a tensor's elements. */
    HostTensor read(HeapTensor tensor) {
        int count = bytes(tensor.type(), tensor.shape());
        return bridge.host(tensor.type(), tensor.shape(), OrtModule.copy(module, tensor.pointer(), count));
    }

    /** Reads a tensor's elements over those of a host tensor of the same type and shape. */
    void read(HeapTensor tensor, HostTensor into) {
        if (into.type() == ElementType.FLOAT32) {
            float[] floats = into.floats();
            bridge.memory().borrow(floats, bytes -> OrtModule.read(module, tensor.pointer(), bytes, 4 * floats.length));
        } else {
            into.overwrite(read(tensor));
        }
    }

    private static int bytes(ElementType type, Shape shape) {
        return Math.toIntExact((shape.elementCount() * type.bits() + 7) / 8);
    }

    private static int number(ElementType type) {
        for (int number = 1; number < BY_NUMBER.length; number++) {
            if (BY_NUMBER[number] == type) {
                return number;
            }
        }
        throw new InferenceFailed("tensors of " + type.label() + " cannot stay in WebAssembly's memory");
    }
}
