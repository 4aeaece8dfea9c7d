package dev.nearside.browser.engine;

import dev.nearside.browser.ort.OrtModule;
import dev.nearside.browser.ort.OrtSession;
import dev.nearside.error.InferenceFailed;
import dev.nearside.error.InvalidInput;
import dev.nearside.runtime.SessionOptions;
import dev.nearside.runtime.ValueInfo;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSUndefined;

/**
 * Runs of a session on WebAssembly whose tensors stay in its memory from run to run, as a key-value cache does: at 1,024
 * tokens of SmolLM2 the library would copy 47 MB in and 47 MB out for each token.
 */
final class HeapRuns {
    private final HeapMemory memory;
    private final OrtModule module;
    private final int session;
    private final SessionOptions options;
    private final List<ValueInfo> inputs;
    private final List<ValueInfo> outputs;
    private final int[] names;
    /** Pointers to names and tensors of inputs, then of outputs. */
    private final int frame;

    private final int[] content;
    /** Tensors for what comes from the host or goes there, kept as the next run mostly has the same shapes. */
    private final @Nullable HeapTensor[] staged;

    HeapRuns(OrtSession session, SessionOptions options, HeapMemory memory, Sides sides) {
        this.memory = memory;
        this.module = memory.module();
        this.session = OrtModule.handle(session);
        this.options = options;
        this.inputs = sides.inputs();
        this.outputs = sides.outputs();
        int count = inputs.size() + outputs.size();
        this.names = new int[count];
        this.content = new int[2 * count];
        this.staged = new HeapTensor[count];
        for (int i = 0; i < count; i++) {
            names[i] = OrtModule.allocate(module, info(i).name());
            content[i < inputs.size() ? i : inputs.size() + i] = names[i];
        }
        this.frame = OrtModule.allocate(module, 4 * content.length);
    }

    /** A session's inputs and outputs, in ONNX Runtime's order. */
    record Sides(List<ValueInfo> inputs, List<ValueInfo> outputs) {}

    private ValueInfo info(int index) {
        return index < inputs.size() ? inputs.get(index) : outputs.get(index - inputs.size());
    }

    /** Where the tensor of an input or, after them, an output stands in the frame. */
    private int slot(int index) {
        return index + (index < inputs.size() ? inputs.size() : inputs.size() + outputs.size());
    }

    HeapMemory memory() {
        return memory;
    }

    /** Fills the frame and begins to run. */
    JSPromise<JSUndefined> start(Map<String, ? extends Tensor> given, Map<String, ? extends Tensor> into) {
        for (int i = 0; i < inputs.size(); i++) {
            content[slot(i)] = handle(i, given.get(inputs.get(i).name()));
        }
        for (int i = inputs.size(); i < staged.length; i++) {
            Tensor target = into.get(info(i).name());
            content[slot(i)] = target == null
                    ? 0
                    : target instanceof HostTensor host ? stage(i, host).handle() : handle(i, target);
        }
        OrtModule.write(module, frame, content);
        return OrtModule.run(module, session, frame, inputs.size(), outputs.size());
    }

    private int handle(int index, @Nullable Tensor tensor) {
        if (tensor instanceof HeapTensor heap) {
            return heap.handle();
        }
        if (tensor == null) {
            throw new InvalidInput("the model's input '" + info(index).name() + "' is missing; it takes " + inputs);
        }
        HostTensor host = tensor.toHost();
        HeapTensor stage = stage(index, host);
        memory.overwrite(stage, host);
        return stage.handle();
    }

    private HeapTensor stage(int index, HostTensor like) {
        HeapTensor kept = staged[index];
        if (kept != null && kept.type() == like.type() && kept.shape().equals(like.shape())) {
            return kept;
        }
        if (kept != null) {
            staged[index] = null;
            kept.close();
        }
        HeapTensor made = memory.allocate(like.type(), like.shape());
        staged[index] = made;
        return made;
    }

    /** After a run: the outputs that it made, while those that the caller gave are written. */
    Map<String, Tensor> results(Map<String, ? extends Tensor> into) {
        int first = slot(inputs.size());
        int[] handles = OrtModule.readInts(module, frame + 4 * first, outputs.size());
        Map<String, Tensor> results = new LinkedHashMap<>();
        for (int i = 0; i < handles.length; i++) {
            String name = outputs.get(i).name();
            Tensor target = into.get(name);
            if (target == null) {
                results.put(name, made(name, handles[i]));
            } else if (target instanceof HostTensor host) {
                memory.read(stage(inputs.size() + i, host), host);
            }
        }
        return results;
    }

    private Tensor made(String name, int handle) {
        if (handle == 0) {
            throw new InferenceFailed("the run brought no output '" + name + "'");
        }
        HeapTensor tensor = memory.adopt(handle);
        if (options.outputLocations().get(name) == Tensor.Location.DEVICE) {
            return tensor;
        }
        HostTensor host = tensor.toHost();
        tensor.close();
        return host;
    }

    void close() {
        for (HeapTensor kept : staged) {
            if (kept != null) {
                kept.close();
            }
        }
        for (int name : names) {
            OrtModule.free(module, name);
        }
        OrtModule.free(module, frame);
    }
}
