/** The GGUF container: header, metadata and tensors of a file, checked before any of it is believed. */
@NullMarked
package dev.nearside.server.gguf.format;

import org.jspecify.annotations.NullMarked;
