package dev.nearside.browser.js;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** Plain JavaScript objects, property by property. */
public final class JsObjects {
    private JsObjects() {}

    /** {@code {}}. */
    @JSBody(script = "return {};")
    public static native JSObject create();

    @JSBody(
            params = {"object", "name", "value"},
            script = "object[name] = value;")
    public static native void set(JSObject object, String name, @Nullable JSObject value);

    @JSBody(
            params = {"object", "name", "value"},
            script = "object[name] = value;")
    public static native void set(JSObject object, String name, @Nullable String value);

    @JSBody(
            params = {"object", "name", "value"},
            script = "object[name] = value;")
    public static native void set(JSObject object, String name, double value);

    @JSBody(
            params = {"object", "name", "value"},
            script = "object[name] = value;")
    public static native void set(JSObject object, String name, boolean value);

    /** The property, or null where it is missing, undefined or null. */
    @JSBody(
            params = {"object", "name"},
            script = "var v = object[name]; return v === undefined ? null : v;")
    public static native @Nullable JSObject get(JSObject object, String name);

    /** The property as text, or null where it is not a string. */
    @JSBody(
            params = {"object", "name"},
            script = "var v = object[name]; return typeof v === 'string' ? v : null;")
    public static native @Nullable String text(JSObject object, String name);

    /** The property as a number, or {@code otherwise} where it is not one. */
    @JSBody(
            params = {"object", "name", "otherwise"},
            script = "var v = object[name]; return typeof v === 'number' ? v : otherwise;")
    public static native double number(JSObject object, String name, double otherwise);

    /** Whether the property is true, in JavaScript's sense. */
    @JSBody(
            params = {"object", "name"},
            script = "return !!object[name];")
    public static native boolean flag(JSObject object, String name);

    /** The names of the object's own properties. */
    @JSBody(params = "object", script = "return Object.keys(object);")
    public static native String[] names(JSObject object);

    /** The value of {@code JSON.parse}, or a thrown SyntaxError. */
    @JSBody(params = "json", script = "return JSON.parse(json);")
    public static native JSObject parse(String json);

    @JSBody(params = "value", script = "return JSON.stringify(value);")
    public static native String stringify(JSObject value);

    /** Milliseconds since the page or worker began, to microseconds where cross-origin isolated. */
    @JSBody(script = "return performance.now();")
    public static native double now();

    /** Milliseconds since 1970. */
    @JSBody(script = "return Date.now();")
    public static native double wallClock();
}
