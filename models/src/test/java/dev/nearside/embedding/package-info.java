@NullMarked
package dev.nearside.embedding;

import org.jspecify.annotations.NullMarked;
