package dev.nearside.browser.engine;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** A model that does nothing: one Identity over a float, as ONNX (IR 8, opset 17). */
final class SmallestModel {
    private SmallestModel() {}

    /** Its bytes, a {@code Uint8Array}. */
    @JSBody(
            script =
                    "var hex = '08083a370a100a017812017922084964656e746974791201675a0f0a0178120a0a08080112040a020801620f0a0179120a0a08080112040a02080142021011';"
                            + "return Uint8Array.from(hex.match(/../g), function(byte) { return parseInt(byte, 16); });")
    static native JSObject bytes();
}
