/** What WebGPU is here: the adapter, its features and limits, the device. */
@NullMarked
package dev.nearside.browser.gpu;

import org.jspecify.annotations.NullMarked;
