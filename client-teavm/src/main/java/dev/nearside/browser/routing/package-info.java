/** The worker that routes: it decides where a chat is answered, and asks the server where that is not in the tab. */
@NullMarked
package dev.nearside.browser.routing;

import org.jspecify.annotations.NullMarked;
