package dev.nearside.browser.js;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.ArrayBufferView;

/** A file of an {@link OriginFolder} that is open; nobody else can write it before it is closed. */
@JSClass(transparent = true)
public abstract class OriginFile implements JSObject {

    /** Length in bytes. */
    @JSBody(script = "return this.getSize();")
    public final native double size();

    /** Writes bytes at that place. Gives what was wrong, or null. */
    @JSBody(
            params = {"bytes", "at"},
            script = "try {"
                    + "  var written = this.write(bytes, {at: at});"
                    + "  return written === bytes.byteLength ? null : 'only ' + written + ' of ' + bytes.byteLength + ' bytes were taken';"
                    + "} catch (e) { return e.name + ': ' + e.message; }")
    public final native @Nullable String put(ArrayBufferView bytes, double at);

    /** Replaces the content by a text, in UTF-8. Gives what was wrong, or null. */
    @JSBody(
            params = "text",
            script = "try {"
                    + "  var bytes = new TextEncoder().encode(text);"
                    + "  this.truncate(0);"
                    + "  if (this.write(bytes, {at: 0}) !== bytes.length) { return 'it was not taken whole'; }"
                    + "  this.flush();"
                    + "  return null;"
                    + "} catch (e) { return e.name + ': ' + e.message; }")
    public final native @Nullable String putText(String text);

    /** Fills the view with bytes from that place on; gives how many there were, −1 if it could not be read. */
    @JSBody(
            params = {"target", "at"},
            script = "try { return this.read(target, {at: at}); } catch (e) { return -1; }")
    public final native double get(ArrayBufferView target, double at);

    /** Cuts it off at that length. Gives what was wrong, or null. */
    @JSBody(
            params = "length",
            script = "try { this.truncate(length); return null; } catch (e) { return e.name + ': ' + e.message; }")
    public final native @Nullable String cut(double length);

    /** Has everything written to the disk. Gives what was wrong, or null. */
    @JSBody(script = "try { this.flush(); return null; } catch (e) { return e.name + ': ' + e.message; }")
    public final native @Nullable String sync();

    /** Lets go of it. */
    public abstract void close();

    /** Lets go of what may be such a file, or bytes in memory. */
    @JSBody(params = "fileOrBytes", script = "if (fileOrBytes.close) { fileOrBytes.close(); }")
    public static native void release(JSObject fileOrBytes);
}
