@NullMarked
package dev.nearside.server.gguf;

import org.jspecify.annotations.NullMarked;
