package dev.nearside.tokenizer;

import java.util.List;

/** Reads normalizers. */
final class Normalizers {
    private Normalizers() {}

    static Normalizer read(Component component) {
        return switch (component.type()) {
            case "BertNormalizer" -> bert(component);
            case "NFC" -> plain(component, new UnicodeNormalizer(false, true));
            case "NFD" -> plain(component, new UnicodeNormalizer(false, false));
            case "NFKC" -> plain(component, new UnicodeNormalizer(true, true));
            case "NFKD" -> plain(component, new UnicodeNormalizer(true, false));
            case "Lowercase" -> plain(component, new Lowercase());
            case "StripAccents" -> plain(component, new StripAccents());
            case "Strip" -> {
                component.allowOnly("strip_left", "strip_right");
                yield new Strip(
                        component.json().field("strip_left").asBoolean(),
                        component.json().field("strip_right").asBoolean());
            }
            case "Prepend" -> {
                component.allowOnly("prepend");
                yield new Prepend(component.json().field("prepend").asString());
            }
            case "Replace" -> {
                component.allowOnly("pattern", "content");
                yield new Replace(
                        TextPattern.read(component.json().field("pattern")),
                        component.json().field("content").asString());
            }
            case "Sequence" -> sequence(component);
            default -> throw component.unsupported("the normalizer");
        };
    }

    private static Normalizer plain(Component component, Normalizer normalizer) {
        component.allowOnly();
        return normalizer;
    }

    private static Normalizer bert(Component component) {
        component.allowOnly("clean_text", "handle_chinese_chars", "strip_accents", "lowercase");
        boolean lowercase = component.flag("lowercase", true);
        return new BertNormalizer(
                component.flag("clean_text", true),
                component.flag("handle_chinese_chars", true),
                component.flag("strip_accents", lowercase),
                lowercase);
    }

    private static Normalizer sequence(Component component) {
        component.allowOnly("normalizers");
        List<Normalizer> all =
                component.parts("normalizers").stream().map(Normalizers::read).toList();
        return text -> {
            for (Normalizer normalizer : all) {
                normalizer.normalize(text);
            }
        };
    }
}
