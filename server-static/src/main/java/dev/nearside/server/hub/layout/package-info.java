/** Repositories in the layout of transformers.js: which files a model needs, and the manifest that they make. */
@NullMarked
package dev.nearside.server.hub.layout;

import org.jspecify.annotations.NullMarked;
