package dev.nearside.browser.compare;

import org.teavm.jso.JSExport;
import org.teavm.jso.JSObject;

/** Entry point of the program for {@code #/compare}, which is loaded when somebody comes there. */
public final class CompareMain {
    private CompareMain() {}

    /** Nothing happens before {@link #start} is called. */
    public static void main(String[] arguments) {}

    /**
     * Brings the page to life.
     *
     * @param near what {@code open} of {@code nearside.js} gives
     */
    @JSExport
    public static void start(JSObject near) {
        new ComparePage(new NearApi(near)).begin();
    }
}
