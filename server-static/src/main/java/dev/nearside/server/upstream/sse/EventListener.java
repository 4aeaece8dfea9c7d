package dev.nearside.server.upstream.sse;

/** Takes events in their order, on the thread that feeds the reader. */
public interface EventListener {

    /**
     * An event.
     *
     * @param type from its {@code event} field; empty if it has none
     * @param data its {@code data} fields, joined by line feeds; never empty
     */
    void onEvent(String type, String data);
}
