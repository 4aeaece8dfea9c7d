/** Calls from the page to the worker: requests, results, progress, cancellation, and a worker that is started anew when it fails. */
@NullMarked
package dev.nearside.browser.rpc;

import org.jspecify.annotations.NullMarked;
