package dev.nearside.tokenizer;

import dev.nearside.json.JsonCursor;
import dev.nearside.tokenizer.Split.Behavior;
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
            case "ByteLevel" -> {
                component.allowOnly("add_prefix_space", "trim_offsets", "use_regex");
                yield new ByteLevelPreTokenizer(
                        component.flag("add_prefix_space", true), component.flag("use_regex", true));
            }
            case "Digits" -> {
                component.allowOnly("individual_digits");
                boolean single = component.flag("individual_digits", false);
                yield new Split(
                        new CharacterPattern(Unicode.NUMERIC), single ? Behavior.ISOLATED : Behavior.CONTIGUOUS, false);
            }
            case "Metaspace" -> Metaspace.read(component);
            case "Punctuation" -> {
                component.allowOnly("behavior");
                Behavior behavior = component
                        .json()
                        .optional("behavior")
                        .map(Behavior::read)
                        .orElse(Behavior.ISOLATED);
                yield new Split(new CharacterPattern(Unicode.PUNCTUATION), behavior, false);
            }
            case "Sequence" -> {
                component.allowOnly("pretokenizers");
                yield sequence(component.parts("pretokenizers"));
            }
            case "Split" -> {
                component.allowOnly("pattern", "behavior", "invert");
                yield new Split(
                        pattern(component.json().field("pattern")),
                        Behavior.read(component.json().field("behavior")),
                        component.flag("invert", false));
            }
            case "Whitespace" -> {
                component.allowOnly();
                yield new Split(new WhitespacePattern(), Behavior.REMOVED, true);
            }
            case "WhitespaceSplit" -> {
                component.allowOnly();
                yield new Split(new CharacterPattern(Unicode.SPACE), Behavior.REMOVED, false);
            }
            default -> throw component.unsupported("the pre-tokenizer");
        };
    }

    private static TextPattern pattern(JsonCursor json) {
        WordPattern words = json.optional("Regex")
                .map(regex -> WordPattern.of(regex.asString()))
                .orElse(null);
        return words == null ? TextPattern.read(json) : words;
    }

    private static PreTokenizer sequence(List<Component> parts) {
        List<PreTokenizer> all = parts.stream().map(PreTokenizers::read).toList();
        for (int i = 0; i + 1 < all.size(); i++) {
            if (all.get(i).endsInBytes()) {
                throw parts.get(i).unsupported("before another pre-tokenizer");
            }
        }
        boolean bytes = !all.isEmpty() && all.get(all.size() - 1).endsInBytes();
        return new PreTokenizer() {
            @Override
            public void split(Text text, Pieces pieces) {
                for (PreTokenizer one : all) {
                    one.split(text, pieces);
                }
            }

            @Override
            public boolean endsInBytes() {
                return bytes;
            }
        };
    }
}
