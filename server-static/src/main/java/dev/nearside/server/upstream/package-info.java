/**
 * Other servers that speak OpenAI's API: one call to one of them, its failures, what they have and how they are doing. Which
 * of them is called is for {@link dev.nearside.routing} to say.
 */
@NullMarked
package dev.nearside.server.upstream;

import org.jspecify.annotations.NullMarked;
