package dev.nearside.server.gguf.tokenizer;

import dev.nearside.error.InvalidInput;

/** The kinds of tokens, by their numbers in {@code tokenizer.ggml.token_type}. */
public enum TokenType {
    NORMAL(1),
    UNKNOWN(2),
    CONTROL(3),
    USER_DEFINED(4),
    UNUSED(5),
    BYTE(6);

    private final int number;

    TokenType(int number) {
        this.number = number;
    }

    static TokenType of(double number, String token) {
        for (TokenType type : values()) {
            if (type.number == number) {
                return type;
            }
        }
        throw new InvalidInput("the token '" + token + "' is of the unknown type " + (long) number);
    }
}
