package dev.nearside.tokenizer;

import java.util.List;

/** Reads pre-tokenizers. */
final class PreTokenizers {
    private PreTokenizers() {}

    static PreTokenizer read(Component component) {
        return switch (component.type()) {
            case "BertPreTokenizer" -> {
                component.allowOnly();
                yield new BertPreTokenizer();
            }
            case "Sequence" -> {
                component.allowOnly("pretokenizers");
                yield sequence(component.parts("pretokenizers").stream()
                        .map(PreTokenizers::read)
                        .toList());
            }
            default -> throw component.unsupported("the pre-tokenizer");
        };
    }

    private static PreTokenizer sequence(List<PreTokenizer> all) {
        return (text, pieces) -> {
            for (PreTokenizer one : all) {
                one.split(text, pieces);
            }
        };
    }
}
