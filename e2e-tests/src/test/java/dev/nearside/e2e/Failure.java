package dev.nearside.e2e;

import dev.nearside.json.JsonCursor;

/** An error as a page sees it. */
record Failure(String name, String message, String code) {

    static Failure of(JsonCursor json) {
        return new Failure(
                json.field("name").asString(),
                json.field("message").asString(),
                json.optional("code").map(JsonCursor::asString).orElse(""));
    }
}
