/** The weights of a GGUF file as numbers: every block format of ggml that is supported, and quantised anew for ONNX. */
@NullMarked
package dev.nearside.server.gguf.weights;

import org.jspecify.annotations.NullMarked;
