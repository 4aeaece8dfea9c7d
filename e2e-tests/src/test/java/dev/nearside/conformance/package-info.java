/** What the server promises to any client, checked from outside: the real jar, plain sockets. */
@NullMarked
package dev.nearside.conformance;

import org.jspecify.annotations.NullMarked;
