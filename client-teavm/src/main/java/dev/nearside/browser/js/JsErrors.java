package dev.nearside.browser.js;

import dev.nearside.error.NearsideException;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** Errors across the border: each JavaScript {@code Error} has a name, a message and a code. */
public final class JsErrors {
    private JsErrors() {}

    /** A JavaScript {@code Error} that says what a Java exception says. */
    public static JSObject toJs(Throwable failure) {
        String message = failure.getMessage();
        return newError(name(failure), message == null ? failure.toString() : message, code(failure));
    }

    /** The name that the error has in JavaScript, for example {@code ModelNotFound}. */
    public static String name(Throwable failure) {
        if (failure instanceof NearsideException) {
            return nameOf(code(failure));
        }
        if (failure instanceof JsFailure js) {
            return js.name();
        }
        return "Error";
    }

    /** The code that the error has in JavaScript, for example {@code model_not_found}. */
    public static String code(Throwable failure) {
        if (failure instanceof NearsideException known) {
            return known.code();
        }
        if (failure instanceof JsFailure js && js.code() != null) {
            return js.code();
        }
        if (failure instanceof JsFailure js && js.name().equals("AbortError")) {
            return "cancelled";
        }
        return failure instanceof IllegalArgumentException ? "invalid_input" : "internal_error";
    }

    /** The name that goes with a code, for example {@code ModelNotFound} with {@code model_not_found}. */
    public static String nameOf(String code) {
        StringBuilder name = new StringBuilder();
        boolean upper = true;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (c == '_') {
                upper = true;
            } else {
                name.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return name.toString();
    }

    /** A JavaScript {@code Error} of that name, message and code. */
    @JSBody(
            params = {"name", "message", "code"},
            script = "var e = new Error(message); e.name = name; if (code !== null) { e.code = code; } return e;")
    public static native JSObject newError(String name, String message, @Nullable String code);
}
