package dev.nearside.browser.page.search;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** What the engine's answers hold as arrays. */
public final class JsArrays {
    private JsArrays() {}

    /** The elements; none of null. */
    public static List<JSObject> objects(@Nullable JSObject array) {
        List<JSObject> objects = new ArrayList<>();
        for (int i = 0; array != null && i < length(array); i++) {
            objects.add(at(array, i));
        }
        return objects;
    }

    /** Numbers, those of arrays within one after the other; none of null. */
    static int[] numbers(@Nullable JSObject array) {
        return array == null ? new int[0] : flat(array);
    }

    @JSBody(params = "array", script = "return array.length;")
    private static native int length(JSObject array);

    @JSBody(
            params = {"array", "index"},
            script = "return array[index];")
    private static native JSObject at(JSObject array, int index);

    @JSBody(params = "array", script = "return Array.from(array).flat();")
    private static native int[] flat(JSObject array);
}
