package dev.nearside.browser.engine;

import dev.nearside.browser.ort.OrtModule;
import dev.nearside.tensor.ElementType;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import dev.nearside.tensor.Tensor;

/** A tensor in the memory of ONNX Runtime's WebAssembly, until it is closed. */
final class HeapTensor implements Tensor {
    private final ElementType type;
    private final Shape shape;
    private final Place place;
    private final HeapMemory memory;
    private boolean closed;

    /**
     * Where a tensor lies.
     *
     * @param handle ONNX Runtime's
     * @param owned whether the memory is freed with the tensor; else it is ONNX Runtime's own
     */
    record Place(int handle, int pointer, boolean owned) {}

    HeapTensor(ElementType type, Shape shape, Place place, HeapMemory memory) {
        this.type = type;
        this.shape = shape;
        this.place = place;
        this.memory = memory;
    }

    int handle() {
        return open().handle();
    }

    int pointer() {
        return open().pointer();
    }

    private Place open() {
        if (closed) {
            throw new IllegalStateException("the tensor is closed");
        }
        return place;
    }

    @Override
    public ElementType type() {
        return type;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public Location location() {
        return Location.DEVICE;
    }

    @Override
    public HostTensor toHost() {
        return memory.read(this);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            OrtModule.releaseTensor(memory.module(), place.handle());
            if (place.owned()) {
                OrtModule.free(memory.module(), place.pointer());
            }
        }
    }
}
