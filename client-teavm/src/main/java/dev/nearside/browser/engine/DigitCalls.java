package dev.nearside.browser.engine;

import java.util.function.Consumer;
import org.teavm.jso.JSObject;

/** Classifies pictures of digits. */
final class DigitCalls {
    private final Consumer<String> log;

    DigitCalls(Consumer<String> log) {
        this.log = log;
    }

    void classify(LoadedModel model, JSObject argument, JSObject answer) {
        log.accept("classify");
    }
}
