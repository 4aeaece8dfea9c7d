package dev.nearside.generation;

import dev.nearside.catalog.ModelNeeds;
import dev.nearside.error.NotEnoughMemory;
import dev.nearside.error.ProviderUnavailable;
import dev.nearside.runtime.ExecutionProvider;

/**
 * Whether a language model fits a device, told before it is downloaded, and what context length that leaves.
 *
 * <p>An estimate on the safe side. Measured with SmolLM2 135M on WebAssembly: a tab takes three times the weights' bytes
 * (the file, its copy in ONNX Runtime's heap, and the same packed for the kernels). The caches of a run are its inputs and
 * its outputs, on either side of the border; on WebGPU they are written in place. Work buffers are attention scores of a
 * piece of the prompt. Of single weights nothing is known here, so a GPU whose buffers are too small for one is only found
 * out when the session is made.
 *
 * <pre>{@code
 * MemoryPlan plan = MemoryPlan.of(needs, ExecutionProvider.WASM, new DeviceMemory(2L << 30, 0));
 * plan.fits()           // true
 * plan.contextLength()  // 2048 of the model's 8192
 * }</pre>
 *
 * @param provider where the model would run
 * @param download bytes of the files that this provider loads
 * @param weights bytes of memory that the weights take, all their copies
 * @param cache bytes of the key-value caches when the context is full, all their copies
 * @param work bytes of the runtime and its work buffers
 * @param contextLength tokens of prompt and answer together that fit; 0 if the model does not fit
 * @param modelContext tokens that the model was made for
 * @param limit what keeps the context short, or the model out
 */
public record MemoryPlan(
        ExecutionProvider provider,
        long download,
        long weights,
        long cache,
        long work,
        int contextLength,
        int modelContext,
        Limit limit) {
    private static final int SHORTEST = 256;
    private static final int STEP = 64;
    private static final long RUNTIME = 64L << 20;
    private static final int CHUNK = 128;
    private static final int QUERY_HEADS_PER_CACHE = 8;

    /** What there is too little of. */
    public enum Limit {
        NONE,
        /** The 4 GiB that WebAssembly can address. */
        HEAP,
        /** Half of the device's memory. */
        DEVICE,
        /** What one buffer of the GPU can hold. */
        GPU_BUFFER;

        /** As it stands in JavaScript: {@code none}, {@code heap}, {@code device}, {@code gpu-buffer}. */
        public String label() {
            return switch (this) {
                case NONE -> "none";
                case HEAP -> "heap";
                case DEVICE -> "device";
                case GPU_BUFFER -> "gpu-buffer";
            };
        }
    }

    /**
     * The plan for a model on that provider of a tab.
     *
     * @throws ProviderUnavailable if the model has no graph for it
     */
    public static MemoryPlan of(ModelNeeds needs, ExecutionProvider provider, DeviceMemory device) {
        long file = needs.weightsFor(provider)
                .orElseThrow(() -> new ProviderUnavailable("the model has no graph for " + provider.label()));
        return new Sum(needs, provider, file).within(device);
    }

    /** Whether the model can be used at all. */
    public boolean fits() {
        return contextLength > 0;
    }

    /** Bytes of memory that all of it takes when the context is full. */
    public long total() {
        return weights + cache + work;
    }

    /**
     * Does nothing where it fits.
     *
     * @throws NotEnoughMemory if it does not, saying why
     */
    public void require() {
        if (!fits()) {
            throw new NotEnoughMemory(text());
        }
    }

    /** The plan in words for a person, two sentences at most. */
    public String text() {
        if (!fits()) {
            return "It does not fit here: it takes " + amount(total()) + " of memory, and " + shortage()
                    + ". Choose a smaller model.";
        }
        String most = "It takes about " + amount(weights + RUNTIME) + " of this tab’s memory, and up to "
                + amount(total()) + " for a conversation of " + grouped(contextLength) + " tokens";
        return contextLength == modelContext
                ? most + ", the model’s longest."
                : most + ". For the model’s " + grouped(modelContext) + " there is too little: " + shortage() + ".";
    }

    private String shortage() {
        return switch (limit) {
            case NONE -> "there is enough";
            case HEAP -> "WebAssembly has no more than " + amount(DeviceMemory.HEAP) + " in a tab";
            case DEVICE -> "a tab should leave half of this device’s memory to others";
            case GPU_BUFFER -> "this GPU’s buffers are too small";
        };
    }

    private static String amount(long bytes) {
        if (bytes >= 1L << 30) {
            return Math.round(bytes * 10.0 / (1L << 30)) / 10.0 + " GiB";
        }
        return Math.max(1, Math.round(bytes * 1.0 / (1L << 20))) + " MiB";
    }

    private static String grouped(int number) {
        return number < 1000
                ? String.valueOf(number)
                : number / 1000 + "," + String.valueOf(1000 + number % 1000).substring(1);
    }

    /** What a provider takes: so much, and so much for each token. */
    private record Sum(ModelNeeds needs, ExecutionProvider provider, long file) {

        MemoryPlan within(DeviceMemory device) {
            Limit limit = Limit.NONE;
            long context = needs.contextLength();
            for (Limit each : Limit.values()) {
                long fitting = tokens(each, device);
                if (fitting < context) {
                    context = fitting;
                    limit = each;
                }
            }
            int shortest = Math.min(SHORTEST, needs.contextLength());
            int planned = limit == Limit.NONE ? needs.contextLength() : (int) (context / STEP * STEP);
            boolean fits = planned >= shortest;
            int counted = fits ? planned : shortest;
            return new MemoryPlan(
                    provider,
                    file,
                    copies() * file,
                    caches() * needs.cacheBytesPerToken() * counted,
                    RUNTIME + scores() * counted,
                    fits ? planned : 0,
                    needs.contextLength(),
                    limit);
        }

        /** Tokens for which there is enough of that. */
        private long tokens(Limit limit, DeviceMemory device) {
            long cache = needs.cacheBytesPerToken();
            return switch (limit) {
                case NONE -> needs.contextLength();
                case HEAP ->
                    onGpu()
                            ? needs.contextLength()
                            : left(DeviceMemory.HEAP, (copies() - 1) * file + RUNTIME, caches() / 2 * cache + scores());
                case DEVICE -> left(device.forTab(), copies() * file + RUNTIME, caches() * cache + scores());
                case GPU_BUFFER ->
                    onGpu()
                            ? left(device.largestBuffer(), 0, Math.max(1, cache / (2L * needs.layers())))
                            : needs.contextLength();
            };
        }

        private static long left(long there, long taken, long perToken) {
            return Math.max(0, there - taken) / perToken;
        }

        private boolean onGpu() {
            return provider == ExecutionProvider.WEBGPU;
        }

        /** Of the weights. */
        private long copies() {
            return 3;
        }

        /** Of the caches. */
        private long caches() {
            return onGpu() ? 1 : 4;
        }

        /** On WebAssembly before and after the softmax. */
        private long scores() {
            return (onGpu() ? 4L : 8L) * CHUNK * QUERY_HEADS_PER_CACHE * needs.keyValueHeads();
        }
    }
}
