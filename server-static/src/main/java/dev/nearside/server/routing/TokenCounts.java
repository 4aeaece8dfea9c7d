package dev.nearside.server.routing;

import dev.nearside.chat.ChatRequest;
import java.util.OptionalInt;

/** Counts the tokens of prompts, where a tokenizer is at hand. Thread-safe. */
interface TokenCounts {
    /** Counts nothing, so that lengths are estimated. */
    TokenCounts NONE = chat -> OptionalInt.empty();

    /** The tokens of its messages; empty if they cannot be counted. */
    OptionalInt count(ChatRequest chat);
}
