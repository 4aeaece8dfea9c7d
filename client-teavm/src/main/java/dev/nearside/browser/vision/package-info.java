/** The program of the worker for pictures: digits, and any ONNX file with tensors of the caller's own. */
@NullMarked
package dev.nearside.browser.vision;

import org.jspecify.annotations.NullMarked;
