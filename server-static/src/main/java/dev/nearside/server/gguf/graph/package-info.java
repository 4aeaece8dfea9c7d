/** Decoder language models as ONNX graphs, with their weights in files beside them. */
@NullMarked
package dev.nearside.server.gguf.graph;

import org.jspecify.annotations.NullMarked;
