/**
 * Chat on the server: the seam between HTTP and whoever answers, the models of this machine behind it over ONNX Runtime for
 * Java, and the terminal.
 */
@NullMarked
package dev.nearside.server.chat;

import org.jspecify.annotations.NullMarked;
