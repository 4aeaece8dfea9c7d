/** Makes models that run in the tab and on the JVM out of GGUF files. */
@NullMarked
package dev.nearside.server.gguf;

import org.jspecify.annotations.NullMarked;
