package dev.nearside.browser.rpc;

import org.teavm.jso.JSObject;

/** Hears of what no call asked for. */
public interface ConnectionListener {

    /** The engine has started, or started again; {@code info} is what it says of itself. */
    void started(JSObject info);

    /** The engine says something: a {@code log} line, a choice to {@code remember}. */
    void event(String type, JSObject detail);

    /** The engine was started anew, for that reason; open calls go on. */
    void restarted(String reason);

    /** The engine will not start; open calls were refused. */
    void gaveUp(String reason);
}
