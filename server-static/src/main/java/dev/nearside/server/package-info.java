/** The program: its command line, its settings, and the server put together from its parts. */
@NullMarked
package dev.nearside.server;

import org.jspecify.annotations.NullMarked;
