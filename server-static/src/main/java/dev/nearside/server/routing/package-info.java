/**
 * Who answers a chat, on the server: what there is to choose among, the decision, and the attempts at following it.
 */
@NullMarked
package dev.nearside.server.routing;

import org.jspecify.annotations.NullMarked;
