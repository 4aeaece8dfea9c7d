package dev.nearside.tokenizer;

/** The end of a chain of sinks: text that waits to be fetched. */
final class TextCollector implements TextSink {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void token(String token) {
        text.append(token);
    }

    @Override
    public void finish() {
        // Nothing is held back here.
    }

    String take() {
        String taken = text.toString();
        text.setLength(0);
        return taken;
    }
}
