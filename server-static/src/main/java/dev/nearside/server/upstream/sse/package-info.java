/** Server-sent events, read as the HTML standard says, with bounds. */
@NullMarked
package dev.nearside.server.upstream.sse;

import org.jspecify.annotations.NullMarked;
