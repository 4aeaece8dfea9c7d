package dev.nearside.browser.engine;

import dev.nearside.error.InvalidInput;
import org.jspecify.annotations.Nullable;

/** Which provider the caller wants. */
public enum WantedProvider {
    /** Whichever is right and faster on this device. */
    AUTO("auto"),
    /** WebGPU, in software too; WebAssembly only where it fails. */
    WEBGPU("webgpu"),
    /** WebAssembly. */
    WASM("wasm");

    private final String label;

    WantedProvider(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** The choice of that name; null is {@link #AUTO}. */
    static WantedProvider ofLabel(@Nullable String label) {
        for (WantedProvider wanted : values()) {
            if (wanted.label.equals(label)) {
                return wanted;
            }
        }
        if (label == null) {
            return AUTO;
        }
        throw new InvalidInput("unknown provider '" + label + "'; there are auto, webgpu and wasm");
    }
}
