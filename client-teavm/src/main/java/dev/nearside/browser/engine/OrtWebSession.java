package dev.nearside.browser.engine;

import dev.nearside.browser.gpu.GpuDevice;
import dev.nearside.browser.js.JsFailure;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.js.Promises;
import dev.nearside.browser.ort.OrtModule;
import dev.nearside.browser.ort.OrtSession;
import dev.nearside.browser.ort.OrtValueMetadata;
import dev.nearside.error.Cancelled;
import dev.nearside.error.DeviceLost;
import dev.nearside.error.InvalidInput;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.SessionOptions;
import dev.nearside.runtime.ValueInfo;
import dev.nearside.tensor.ElementType;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;

/** A session of ONNX Runtime Web. */
final class OrtWebSession implements InferenceSession {
    private final OrtSession session;
    private final ExecutionProvider provider;
    private final @Nullable GpuDevice device;
    private final OrtRuntime runtime;
    private final TensorBridge bridge;
    private final Turns turns;
    private final List<ValueInfo> inputs;
    private final List<ValueInfo> outputs;
    private final InputSlot[] inputSlots;
    private final OutputSlot[] outputSlots;
    /** Where outputs stay in WebAssembly's memory; else all go through the library. */
    private final @Nullable HeapRuns heap;

    private final JSObject feeds = JsObjects.create();
    private final JSObject fetches = JsObjects.create();

    private boolean closed;

    OrtWebSession(OrtSession session, SessionOptions options, OrtRuntime runtime) {
        this.session = session;
        this.provider = options.provider();
        this.device = provider == ExecutionProvider.WEBGPU ? runtime.device() : null;
        this.runtime = runtime;
        this.bridge = runtime.bridge();
        this.turns = runtime.turns();
        this.inputs = infos(session.getInputMetadata());
        this.outputs = infos(session.getOutputMetadata());
        this.inputSlots = new InputSlot[inputs.size()];
        for (int i = 0; i < inputSlots.length; i++) {
            inputSlots[i] = new InputSlot(inputs.get(i).name(), bridge);
        }
        this.outputSlots = new OutputSlot[outputs.size()];
        for (int i = 0; i < outputSlots.length; i++) {
            String name = outputs.get(i).name();
            boolean stays = options.outputLocations().get(name) == Tensor.Location.DEVICE;
            outputSlots[i] = new OutputSlot(name, stays, bridge);
        }
        OrtModule module = OrtModule.loaded();
        this.heap =
                device == null && module != null && !options.outputLocations().isEmpty()
                        ? new HeapRuns(
                                session, options, new HeapMemory(module, bridge), new HeapRuns.Sides(inputs, outputs))
                        : null;
    }

    private static List<ValueInfo> infos(JSArrayReader<OrtValueMetadata> metadata) {
        List<ValueInfo> infos = new ArrayList<>();
        for (int i = 0; i < metadata.getLength(); i++) {
            OrtValueMetadata value = metadata.get(i);
            if (!value.isTensor()) {
                throw new InvalidInput(value.getName() + " is no tensor; sequences and maps are not supported");
            }
            infos.add(new ValueInfo(
                    value.getName(), ElementType.ofLabel(value.getType()), List.of(OrtValueMetadata.shape(value))));
        }
        return List.copyOf(infos);
    }

    @Override
    public ExecutionProvider provider() {
        return provider;
    }

    @Override
    public List<ValueInfo> inputs() {
        return inputs;
    }

    @Override
    public List<ValueInfo> outputs() {
        return outputs;
    }

    @Override
    public Map<String, Tensor> run(Map<String, ? extends Tensor> given) {
        return run(given, Map.of());
    }

    @Override
    public Map<String, Tensor> run(Map<String, ? extends Tensor> given, Map<String, ? extends Tensor> into) {
        if (closed) {
            throw new Cancelled("the model was released while it was in use");
        }
        if (given.size() > inputs.size()) {
            throw new InvalidInput("too many inputs: " + given.keySet() + "; the model takes " + inputs);
        }
        return turns.take(() -> heap == null ? runCopying(given, into) : runInHeap(heap, given, into));
    }

    private Map<String, Tensor> runCopying(Map<String, ? extends Tensor> given, Map<String, ? extends Tensor> into) {
        try {
            for (int i = 0; i < inputSlots.length; i++) {
                inputSlots[i].fill(feeds, feed(given, inputs.get(i)));
            }
            boolean aimed = aim(into);
            return results(await(aimed ? session.run(feeds, fetches) : session.run(feeds)), into);
        } finally {
            for (InputSlot slot : inputSlots) {
                slot.release(feeds);
            }
        }
    }

    private Map<String, Tensor> runInHeap(
            HeapRuns runs, Map<String, ? extends Tensor> given, Map<String, ? extends Tensor> into) {
        try {
            Promises.join(runs.start(given, into));
        } catch (JsFailure e) {
            throw OrtFailures.ofRun(e, provider);
        }
        return runs.results(into);
    }

    private Tensor feed(Map<String, ? extends Tensor> given, ValueInfo input) {
        Tensor feed = given.get(input.name());
        if (feed == null) {
            throw new InvalidInput("the model's input '" + input.name() + "' is missing; it takes " + inputs);
        }
        return feed;
    }

    /** Runs on ONNX Runtime's own tensors; the caller disposes of the results. */
    JSObject runNow(JSObject feeds) {
        return await(session.run(feeds));
    }

    private JSObject await(JSPromise<JSObject> running) {
        try {
            return Promises.awaitValue(device == null ? running : GpuDevice.unlessLost(device, running));
        } catch (JsFailure e) {
            throw device != null && (OrtFailures.isDeviceLost(e) || GpuDevice.isLost(device))
                    ? new DeviceLost(e.getMessage(), e)
                    : OrtFailures.ofRun(e, provider);
        }
    }

    /** Says where outputs are to be written; false if all are made anew. */
    private boolean aim(Map<String, ? extends Tensor> into) {
        boolean onDevice = false;
        for (Tensor target : into.values()) {
            onDevice |= target instanceof DeviceTensor;
        }
        if (onDevice) {
            if (!writesInPlace()) {
                throw new UnsupportedOperationException("nothing is written in place on " + provider.label());
            }
            for (OutputSlot slot : outputSlots) {
                slot.aim(fetches, into.get(slot.name()));
            }
        }
        return onDevice;
    }

    private Map<String, Tensor> results(JSObject results, Map<String, ? extends Tensor> into) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (OutputSlot slot : outputSlots) {
            Tensor target = into.get(slot.name());
            if (target instanceof HostTensor host) {
                slot.readInto(results, host);
            } else if (target == null) {
                tensors.put(slot.name(), slot.read(results));
            }
        }
        return tensors;
    }

    @Override
    public boolean writesInPlace() {
        return device != null || heap != null;
    }

    @Override
    public Tensor upload(HostTensor tensor) {
        if (heap != null) {
            return heap.memory().upload(tensor);
        }
        return device == null ? tensor : bridge.upload(tensor, device);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            runtime.forget(this);
            turns.run(() -> {
                for (InputSlot slot : inputSlots) {
                    slot.close();
                }
                if (heap != null) {
                    heap.close();
                }
                Promises.join(session.release());
            });
        }
    }
}
