package dev.nearside.server.onnx;

import ai.onnxruntime.OrtException;
import dev.nearside.error.InferenceFailed;
import dev.nearside.error.InvalidInput;
import dev.nearside.error.ModelNotFound;
import dev.nearside.error.NearsideException;

/** ONNX Runtime's errors as the contract names them. */
final class OnnxErrors {
    private OnnxErrors() {}

    static NearsideException map(String what, OrtException e) {
        String message = what + ": " + e.getMessage();
        return switch (e.getCode()) {
            case ORT_INVALID_ARGUMENT -> new InvalidInput(message, e);
            case ORT_NO_SUCHFILE -> new ModelNotFound(message, e);
            default -> new InferenceFailed(message, e);
        };
    }
}
