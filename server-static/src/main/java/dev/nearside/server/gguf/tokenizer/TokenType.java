package dev.nearside.server.gguf.tokenizer;

import dev.nearside.error.InvalidInput;

/** The kinds of tokens, in the order of their numbers in {@code tokenizer.ggml.token_type}, from 1. */
public enum TokenType {
    NORMAL,
    UNKNOWN,
    CONTROL,
    USER_DEFINED,
    UNUSED,
    BYTE;

    static TokenType of(double number, String token) {
        for (TokenType type : values()) {
            if (type.ordinal() + 1 == number) {
                return type;
            }
        }
        throw new InvalidInput("the token '" + token + "' is of the unknown type " + (long) number);
    }
}
