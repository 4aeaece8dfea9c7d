/** Chat with the models of this machine over ONNX Runtime for Java, and the terminal's end of it. */
@NullMarked
package dev.nearside.server.chat;

import org.jspecify.annotations.NullMarked;
