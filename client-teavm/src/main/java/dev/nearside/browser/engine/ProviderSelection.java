package dev.nearside.browser.engine;

import dev.nearside.browser.gpu.GpuAccess;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.catalog.GenerationSpec;
import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.ModelNeeds;
import dev.nearside.catalog.SelfTest;
import dev.nearside.error.InferenceFailed;
import dev.nearside.error.NotEnoughMemory;
import dev.nearside.error.ProviderUnavailable;
import dev.nearside.generation.MemoryPlan;
import dev.nearside.generation.TextGenerator;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.SessionOptions;
import dev.nearside.tensor.Tensor;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the provider of a model: one that gives the right numbers, and of two such the one that was faster when it
 * was measured here. WebGPU in software is never chosen, only obeyed.
 */
final class ProviderSelection {
    private static final int RUNS = 9;
    private static final int QUICK_RUNS = 3;

    /** A golden case that takes WebAssembly no longer is no reason to fetch another graph for the GPU. */
    private static final double QUICK_MILLIS = 50;

    private final OrtRuntime runtime;
    private final GpuAccess gpu;
    private final RememberedChoices remembered;
    private final UnaryOperator<String> revisions;
    private final Consumer<String> log;

    /**
     * A session on the provider that was chosen.
     *
     * @param session ready to run, its self-test passed
     * @param reason why this provider, for people
     * @param fallback whether it is not the one that was asked for
     * @param tested whether its self-test ran now, and not with an earlier load
     */
    record Selected(InferenceSession session, String reason, boolean fallback, boolean tested) {
        Selected(InferenceSession session, String reason, boolean fallback) {
            this(session, reason, fallback, true);
        }
    }

    /** @param revisions gives a model's revision by its id, to remember what passed its self-test */
    ProviderSelection(
            OrtRuntime runtime, RememberedChoices remembered, UnaryOperator<String> revisions, Consumer<String> log) {
        this.runtime = runtime;
        this.gpu = runtime.gpu();
        this.remembered = remembered;
        this.revisions = revisions;
        this.log = log;
    }

    /** Has a model's self-tests run again with its next load. */
    void doubt(String id) {
        for (ExecutionProvider provider : ExecutionProvider.values()) {
            remembered.doubt(id, provider);
        }
    }

    /**
     * Opens the model where it is wanted.
     *
     * @param fetch fetches the files of a provider that is about to be opened, and of no other
     * @throws InferenceFailed if it runs on no provider, or WebAssembly gives wrong numbers
     * @throws NotEnoughMemory if it is a language model that does not fit this device; nothing was fetched
     * @throws dev.nearside.error.DeviceLost if the GPU device went away meanwhile
     */
    Selected select(Manifest manifest, WantedProvider wanted, Consumer<ExecutionProvider> fetch) {
        Selection selection = new Selection(manifest, wanted, fetch);
        Selected chosen = selection.select();
        return new Selected(chosen.session(), chosen.reason(), chosen.fallback(), chosen.session() != selection.spared);
    }

    /** How a language model fits this device on that provider. */
    MemoryPlan plan(Manifest manifest, ExecutionProvider provider) {
        return MemoryPlan.of(ModelNeeds.require(manifest), provider, gpu.memory());
    }

    /** One model's way to its provider. */
    private final class Selection {
        private final Manifest manifest;
        private final WantedProvider wanted;
        private final Consumer<ExecutionProvider> fetch;
        private @Nullable InferenceSession spared;

        Selection(Manifest manifest, WantedProvider wanted, Consumer<ExecutionProvider> fetch) {
            this.manifest = manifest;
            this.wanted = wanted;
            this.fetch = fetch;
        }

        Selected select() {
            if (wanted == WantedProvider.WASM) {
                return new Selected(openTested(ExecutionProvider.WASM), "WebAssembly was asked for", false);
            }
            if (!gpu.hasAdapter()) {
                return wasmInstead(gpu.problem());
            }
            if (wanted == WantedProvider.AUTO && gpu.isFallback()) {
                return wasmInstead("the GPU adapter renders in software, which is slower than WebAssembly");
            }
            if (wanted == WantedProvider.AUTO && remembered.says(manifest, ExecutionProvider.WASM)) {
                return wasmInstead("WebAssembly was faster when both were measured on this device");
            }
            if (wanted == WantedProvider.WEBGPU) {
                return gpuIfRight("WebGPU was asked for, and its self-test passed");
            }
            return fitsOnWasm()
                    ? fasterOfBoth()
                    : gpuIfRight("the model does not fit into WebAssembly's memory, and WebGPU's self-test passed");
        }

        private boolean fitsOnWasm() {
            return manifest.generation() == null
                    || plan(manifest, ExecutionProvider.WASM).fits();
        }

        private Selected gpuIfRight(String reason) {
            try {
                return new Selected(openTested(ExecutionProvider.WEBGPU), reason, false);
            } catch (InferenceFailed | ProviderUnavailable | NotEnoughMemory e) {
                log.accept(e.getMessage());
                return wasmInstead(String.valueOf(e.getMessage()));
            }
        }

        private Selected fasterOfBoth() {
            boolean gpuWon = remembered.says(manifest, ExecutionProvider.WEBGPU);
            InferenceSession onWasm = null;
            if (!gpuWon && !sharesGraph()) {
                onWasm = openTested(ExecutionProvider.WASM);
                double millis = median(onWasm, QUICK_RUNS);
                if (millis <= QUICK_MILLIS) {
                    String reason = "a run takes " + milliseconds(millis)
                            + " on WebAssembly, so the graph that WebGPU needs was not fetched to compare";
                    return new Selected(onWasm, reason, false);
                }
            }
            InferenceSession onGpu;
            try {
                onGpu = openTested(ExecutionProvider.WEBGPU);
            } catch (InferenceFailed | ProviderUnavailable | NotEnoughMemory e) {
                log.accept(e.getMessage());
                String reason = String.valueOf(e.getMessage());
                return onWasm == null ? wasmInstead(reason) : new Selected(onWasm, reason, false);
            }
            if (gpuWon) {
                return new Selected(onGpu, "WebGPU was faster when both were measured on this device", false);
            }
            return faster(onGpu, onWasm == null ? openTested(ExecutionProvider.WASM) : onWasm);
        }

        private boolean sharesGraph() {
            return manifest.runtime()
                    .graphFor(ExecutionProvider.WEBGPU)
                    .equals(manifest.runtime().graphFor(ExecutionProvider.WASM));
        }

        private Selected wasmInstead(String reason) {
            return new Selected(openTested(ExecutionProvider.WASM), reason, wanted == WantedProvider.WEBGPU);
        }

        private InferenceSession openTested(ExecutionProvider provider) {
            if (manifest.generation() != null) {
                plan(manifest, provider).require();
            }
            fetch.accept(provider);
            double start = JsObjects.now();
            InferenceSession session = runtime.open(manifest.filesFor(provider), options(provider));
            log.accept("session created on " + provider.label() + " in " + milliseconds(JsObjects.now() - start));
            String revision = revisions.apply(manifest.id());
            if (remembered.hasPassed(manifest.id(), revision, provider)) {
                log.accept("self-test on " + provider.label() + " passed here before with the same files and program");
                spared = session;
                return session;
            }
            boolean passed = false;
            try {
                SelfTest.Result result = SelfTest.run(manifest.golden(), session);
                log.accept(result.toString());
                passed = result.passed();
                if (!passed) {
                    throw new InferenceFailed(provider.label() + " computes wrong numbers for " + manifest.id()
                            + " on this device (" + result + ")");
                }
                remembered.passed(manifest.id(), revision, provider);
                return session;
            } finally {
                if (!passed) {
                    remembered.doubt(manifest.id(), provider);
                    session.close();
                }
            }
        }

        private SessionOptions options(ExecutionProvider provider) {
            GenerationSpec generation = manifest.generation();
            return generation == null
                    ? SessionOptions.on(provider)
                    : TextGenerator.sessionOptions(provider, 0, generation);
        }

        private double median(InferenceSession session, int runs) {
            double[] times = new double[runs];
            for (int i = 0; i < runs; i++) {
                times[i] = time(manifest, session);
            }
            return ProviderSelection.median(times);
        }

        private Selected faster(InferenceSession onGpu, InferenceSession onWasm) {
            double[] gpuTimes = new double[RUNS];
            double[] wasmTimes = new double[RUNS];
            for (int i = 0; i < RUNS; i++) {
                gpuTimes[i] = time(manifest, onGpu);
                wasmTimes[i] = time(manifest, onWasm);
            }
            double gpuTime = ProviderSelection.median(gpuTimes);
            double wasmTime = ProviderSelection.median(wasmTimes);
            boolean gpuWins = gpuTime < wasmTime;
            remembered.remember(manifest, gpuWins ? ExecutionProvider.WEBGPU : ExecutionProvider.WASM);
            (gpuWins ? onWasm : onGpu).close();
            String reason = "measured on this device: WebGPU " + milliseconds(gpuTime) + ", WebAssembly "
                    + milliseconds(wasmTime) + " a run";
            log.accept(reason);
            return new Selected(gpuWins ? onGpu : onWasm, reason, false);
        }
    }

    private static double time(Manifest manifest, InferenceSession session) {
        double start = JsObjects.now();
        session.run(manifest.golden().input()).values().forEach(Tensor::close);
        return JsObjects.now() - start;
    }

    private static double median(double[] values) {
        double[] sorted = Arrays.copyOf(values, values.length);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    static String milliseconds(double duration) {
        return Math.round(duration * 100) / 100.0 + " ms";
    }
}
