/** Models from elsewhere: pulled from a hub, a Python package or a GGUF file, checked, installed, removed. */
@NullMarked
package dev.nearside.server.hub;

import org.jspecify.annotations.NullMarked;
