/** What every worker's program has: ONNX Runtime Web, the GPU, and the models that it owns the sessions of. */
@NullMarked
package dev.nearside.browser.engine;

import org.jspecify.annotations.NullMarked;
