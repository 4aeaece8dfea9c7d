package dev.nearside.browser.engine;

import dev.nearside.browser.js.JsFailure;
import dev.nearside.error.InferenceFailed;
import dev.nearside.error.InvalidInput;
import dev.nearside.error.NearsideException;
import dev.nearside.runtime.ExecutionProvider;
import org.jspecify.annotations.Nullable;

/** Says of ONNX Runtime Web's errors, which come as text alone, whose fault they are. */
final class OrtFailures {
    private OrtFailures() {}

    static boolean isDeviceLost(JsFailure e) {
        return e.name().equals("DeviceLost")
                || has(e.getMessage(), "device is lost")
                || has(e.getMessage(), "Device lost");
    }

    static NearsideException ofRun(JsFailure e, ExecutionProvider provider) {
        String message = e.getMessage();
        if (has(message, "ERROR_CODE: 2,")
                || has(message, "Unexpected input data type")
                || has(message, "invalid data")) {
            return new InvalidInput("the model does not take this input: " + message, e);
        }
        return new InferenceFailed("the model failed on " + provider.label() + ": " + message, e);
    }

    static NearsideException ofLoad(JsFailure e, ExecutionProvider provider) {
        return new InferenceFailed(
                "ONNX Runtime could not load the model on " + provider.label() + ": " + e.getMessage(), e);
    }

    private static boolean has(@Nullable String message, String part) {
        return message != null && message.contains(part);
    }
}
