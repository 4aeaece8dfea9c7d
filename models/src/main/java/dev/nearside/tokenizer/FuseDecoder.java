package dev.nearside.tokenizer;

/** Makes one token of all; it goes on in parts as they come. */
final class FuseDecoder implements Decoder {
    @Override
    public boolean fuses() {
        return true;
    }

    @Override
    public TextSink before(TextSink next, boolean eager) {
        return next;
    }
}
