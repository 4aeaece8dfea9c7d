package dev.nearside.tokenizer;

/** Reads decoders. */
final class Decoders {
    private Decoders() {}

    static Decoder read(Component component) {
        return switch (component.type()) {
            case "WordPiece" -> {
                component.allowOnly("prefix", "cleanup");
                yield new WordPieceDecoder(component.text("prefix", "##"), component.flag("cleanup", true));
            }
            default -> throw component.unsupported("the decoder");
        };
    }
}
