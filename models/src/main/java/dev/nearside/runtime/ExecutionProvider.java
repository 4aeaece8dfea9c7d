package dev.nearside.runtime;

import dev.nearside.error.InvalidInput;

/** Where ONNX Runtime computes. */
public enum ExecutionProvider {
    /** The GPU, from a browser. */
    WEBGPU("webgpu"),
    /** WebAssembly with SIMD, and threads where the page is cross-origin isolated. */
    WASM("wasm"),
    /** The CPU, on the JVM. */
    CPU("cpu");

    private final String label;

    ExecutionProvider(String label) {
        this.label = label;
    }

    /** The name as it stands in manifests, addresses and logs: {@code webgpu}, {@code wasm} or {@code cpu}. */
    public String label() {
        return label;
    }

    /**
     * The provider of that name.
     *
     * @throws InvalidInput if there is none
     */
    public static ExecutionProvider ofLabel(String label) {
        for (ExecutionProvider provider : values()) {
            if (provider.label.equals(label)) {
                return provider;
            }
        }
        throw new InvalidInput("unknown execution provider '" + label + "'; there are webgpu, wasm and cpu");
    }
}
