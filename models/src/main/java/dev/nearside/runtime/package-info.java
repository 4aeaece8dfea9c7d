/** What an inference runtime offers: sessions over ONNX models on an execution provider. */
@NullMarked
package dev.nearside.runtime;

import org.jspecify.annotations.NullMarked;
