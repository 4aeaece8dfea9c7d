package dev.nearside.browser.compare;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSObject;

/** Entry point of the program for {@code #/compare}, which is loaded when somebody comes there. */
public final class CompareMain {
    private CompareMain() {}

    /** Nothing happens before {@link #open} is called. */
    public static void main(String[] arguments) {}

    /**
     * Brings the page to life.
     *
     * @param near what {@code open} of {@code nearside.js} gives
     * @param provider not looked at: here every provider is compared
     * @return {@code {shown, notice}}, as each program of pages has
     */
    @JSExport
    public static JSObject open(JSObject near, String provider) {
        new ComparePage(new NearApi(near)).begin();
        return pages();
    }

    /** Nothing is to be done when somebody comes again, and what fails shows in the answers. */
    @JSBody(script = "return {shown: function() {}, notice: function() {}};")
    private static native JSObject pages();
}
