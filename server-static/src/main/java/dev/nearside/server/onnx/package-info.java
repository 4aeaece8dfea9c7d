/** The runtime contract of {@code models} over ONNX Runtime for Java, on the CPU. */
@NullMarked
package dev.nearside.server.onnx;

import org.jspecify.annotations.NullMarked;
