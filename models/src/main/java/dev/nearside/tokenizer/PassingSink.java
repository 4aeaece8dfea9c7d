package dev.nearside.tokenizer;

/** A sink that changes each token by itself and holds nothing back. */
abstract class PassingSink implements TextSink {
    private final TextSink next;

    PassingSink(TextSink next) {
        this.next = next;
    }

    abstract String change(String token);

    @Override
    public final void token(String token) {
        next.token(change(token));
    }

    @Override
    public final void finish() {
        next.finish();
    }
}
