/** A typed binding of ONNX Runtime Web 1.30: sessions, tensors, environment. Knows nothing of the rest of Nearside. */
@NullMarked
package dev.nearside.browser.ort;

import org.jspecify.annotations.NullMarked;
