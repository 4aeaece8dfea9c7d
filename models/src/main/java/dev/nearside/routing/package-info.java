/**
 * Which back end answers a chat: the tab, this machine's JVM, or an upstream. One router for the tab and the server; a
 * decision is a value that says what was considered and why. Pure functions of their arguments, the same on both.
 */
@NullMarked
package dev.nearside.routing;

import org.jspecify.annotations.NullMarked;
