/** The engine: the program of the worker, which owns every session. */
@NullMarked
package dev.nearside.browser.engine;

import org.jspecify.annotations.NullMarked;
