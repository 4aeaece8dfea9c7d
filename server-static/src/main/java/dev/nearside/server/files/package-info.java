/** The files of the page and of the models over HTTP: ranges, entity tags, encodings, containment. */
@NullMarked
package dev.nearside.server.files;

import org.jspecify.annotations.NullMarked;
