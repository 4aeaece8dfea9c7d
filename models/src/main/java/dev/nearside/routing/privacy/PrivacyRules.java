package dev.nearside.routing.privacy;

import dev.nearside.chat.ChatMessage;
import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import dev.nearside.routing.text.Words;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What makes a conversation private by itself.
 *
 * @param kinds what is looked for; {@link PrivateKind#WORD} is always
 * @param words words that mark private text, for example {@code confidential}
 */
public record PrivacyRules(Set<PrivateKind> kinds, Words words) {
    /** All patterns, no words. */
    public static final PrivacyRules ALL_PATTERNS =
            new PrivacyRules(EnumSet.complementOf(EnumSet.of(PrivateKind.WORD)), Words.NONE);

    public PrivacyRules {
        kinds = Set.copyOf(kinds);
    }

    /** Looks through all messages, whoever said them. The first find of each kind, in the order of the messages. */
    public List<PrivateFinding> scan(List<ChatMessage> messages) {
        List<PrivateFinding> findings = new ArrayList<>();
        Set<PrivateKind> missing = EnumSet.allOf(PrivateKind.class);
        missing.removeIf(kind -> kind != PrivateKind.WORD && !kinds.contains(kind));
        for (int i = 0; i < messages.size(); i++) {
            String text = messages.get(i).content();
            for (PrivateKind kind : List.copyOf(missing)) {
                int at = kind.findIn(text);
                if (at >= 0 || (kind == PrivateKind.WORD && words.areIn(text))) {
                    findings.add(new PrivateFinding(kind, i, at));
                    missing.remove(kind);
                }
            }
        }
        return findings;
    }

    /**
     * Reads {@code {"patterns":["email","card","iban","phone","key"],"words":["confidential"]}}; without {@code patterns} all
     * of them are looked for, with an empty list none.
     *
     * @throws dev.nearside.error.InvalidInput if a member or a pattern is unknown, or a word blank
     */
    public static PrivacyRules read(JsonCursor json) {
        Set<PrivateKind> kinds = ALL_PATTERNS.kinds();
        Words words = Words.NONE;
        for (Map.Entry<String, JsonCursor> member : json.fields().entrySet()) {
            switch (member.getKey()) {
                case "patterns" -> kinds = readKinds(member.getValue());
                case "words" -> words = Words.read(member.getValue());
                default -> throw member.getValue().error("is unknown; privacy has patterns and words");
            }
        }
        return new PrivacyRules(kinds, words);
    }

    private static Set<PrivateKind> readKinds(JsonCursor json) {
        Set<PrivateKind> kinds = EnumSet.noneOf(PrivateKind.class);
        for (JsonCursor item : json.items()) {
            PrivateKind kind = PrivateKind.ofLabel(item.asString());
            if (kind == null || kind == PrivateKind.WORD) {
                throw item.error("'" + item.asString() + "' is no pattern; use email, card, iban, phone or key");
            }
            kinds.add(kind);
        }
        return kinds;
    }

    /** As {@link #read} reads it. */
    public JsonObject toJson() {
        List<String> patterns = new ArrayList<>();
        for (PrivateKind kind : PrivateKind.values()) {
            if (kinds.contains(kind)) {
                patterns.add(kind.label());
            }
        }
        return JsonObject.builder()
                .put("patterns", JsonArray.ofStrings(patterns))
                .put("words", JsonArray.ofStrings(words.words()))
                .build();
    }
}
