/**
 * OpenAI's chat completions as values: what is asked, what is answered, how a conversation becomes one text. Tab and
 * server read and write the same JSON through it.
 */
@NullMarked
package dev.nearside.chat;

import org.jspecify.annotations.NullMarked;
