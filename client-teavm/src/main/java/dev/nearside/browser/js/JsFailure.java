package dev.nearside.browser.js;

import org.jspecify.annotations.Nullable;

/** A JavaScript error that reached Java: a rejected promise or a synchronous throw. */
public final class JsFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String name;
    private final String text;
    private final @Nullable String code;

    /** An error of that name, message and code. */
    public JsFailure(String name, String message, @Nullable String code) {
        super(message);
        this.name = name;
        this.text = message;
        this.code = code;
    }

    @Override
    public String getMessage() {
        return text;
    }

    /** The error's {@code name}, for example {@code TypeError} or {@code AbortError}. */
    public String name() {
        return name;
    }

    /** The error's {@code code}, if it has one that is a string. */
    public @Nullable String code() {
        return code;
    }
}
