package dev.nearside.e2e;

/** What a page's engine for text holds, counted by what its worker asks the browser for. */
final class EngineMemory {
    private final EngineWorker worker;

    private EngineMemory(EngineWorker worker) {
        this.worker = worker;
    }

    /** Counts from now on, so it is to be called before a model is loaded. */
    static EngineMemory watch(PlainPage page) {
        EngineMemory memory = new EngineMemory(EngineWorker.ofText(page.page()));
        memory.worker.run("""
                () => {
                  const buffers = self.gpuBuffers = new Map(), memories = self.wasmMemories = new Set();
                  const create = GPUDevice.prototype.createBuffer, destroy = GPUBuffer.prototype.destroy;
                  GPUDevice.prototype.createBuffer = function (descriptor) {
                    const buffer = create.call(this, descriptor);
                    buffers.set(buffer, descriptor.size);
                    return buffer;
                  };
                  GPUBuffer.prototype.destroy = function () {
                    buffers.delete(this);
                    return destroy.call(this);
                  };
                  // Whoever uses a memory looks at its buffer.
                  const property = Object.getOwnPropertyDescriptor(WebAssembly.Memory.prototype, 'buffer');
                  Object.defineProperty(WebAssembly.Memory.prototype, 'buffer', {...property, get() {
                    memories.add(this);
                    return property.get.call(this);
                  }});
                }""");
        return memory;
    }

    /** Bytes of all of WebAssembly's memories: ONNX Runtime's, with the model's weights, and Java's direct buffers. */
    long heapBytes() {
        return worker.number("() => [...self.wasmMemories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0)");
    }

    /** Buffers that were created and not destroyed. */
    int gpuBuffers() {
        return (int) worker.number("() => self.gpuBuffers.size");
    }

    /** Their bytes. */
    long gpuBytes() {
        return worker.number("() => [...self.gpuBuffers.values()].reduce((sum, size) => sum + size, 0)");
    }
}
