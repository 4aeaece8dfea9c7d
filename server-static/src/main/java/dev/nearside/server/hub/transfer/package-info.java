/** Files from a model hub over HTTP: redirects, tokens, proxies, resuming, retries, hashes. */
@NullMarked
package dev.nearside.server.hub.transfer;

import org.jspecify.annotations.NullMarked;
