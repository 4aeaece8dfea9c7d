/** Pipelines that see: a picture in, classes out. */
@NullMarked
package dev.nearside.vision;

import org.jspecify.annotations.NullMarked;
