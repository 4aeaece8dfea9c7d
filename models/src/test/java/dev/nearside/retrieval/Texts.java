package dev.nearside.retrieval;

import java.util.Random;

/** Texts for properties, from a seed: words of many scripts, sentences, headings, very long words, hard characters. */
public final class Texts {
    private static final String[] WORDS = {
        "the",
        "river",
        "Machine",
        "descaling",
        "naïve",
        "Straße",
        "e.g.",
        "Dr.",
        "3.14",
        "getUserName",
        "snake_case",
        "E-4012",
        "привет",
        "שלום",
        "مرحبا",
        "東京都",
        "日本語。",
        "한국어",
        "ไทย",
        "🍵",
        "👩‍👩‍👧‍👦",
        "🇨🇭",
        "é",
        "e\u0301\u0302",
        "don't",
        "(see",
        "page)",
        "\"quoted.\"",
        "well-known",
        "…",
        "?!",
        "—",
        "\u200b",
        "क्षि",
        "각"
    };

    private final Random random;

    public Texts(long seed) {
        random = new Random(seed);
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public String word() {
        return switch (below(40)) {
            case 0 -> "x".repeat(1 + below(3000));
            case 1 -> "👍🏽".repeat(1 + below(200));
            case 2 -> "漢字".repeat(1 + below(100));
            default -> WORDS[below(WORDS.length)];
        };
    }

    public String sentence() {
        StringBuilder sentence = new StringBuilder();
        for (int i = below(30); i >= 0; i--) {
            sentence.append(word())
                    .append(i > 0 ? " " : ".!?。".substring(below(4)).substring(0, 1));
        }
        return sentence.toString();
    }

    /** Markdown of all kinds of blocks. */
    public String markdown() {
        StringBuilder text = new StringBuilder();
        for (int i = below(40); i >= 0; i--) {
            text.append(
                    switch (below(7)) {
                        case 0 -> "#".repeat(1 + below(4)) + " " + word() + " " + word();
                        case 1 -> "- " + sentence() + "\n- " + sentence();
                        case 2 -> "```\n" + sentence() + "\n\n" + sentence() + "\n```";
                        case 3 -> "| a | b |\n|---|---|\n| " + word() + " | " + word() + " |";
                        case 4 -> word() + "\n====";
                        default -> sentence() + " " + sentence() + "\n" + sentence();
                    });
            text.append(below(5) == 0 ? "\r\n\r\n" : "\n\n");
        }
        return text.toString();
    }

    /** Any characters at all. */
    public String noise() {
        StringBuilder text = new StringBuilder();
        for (int i = below(2000); i >= 0; i--) {
            int kind = below(4);
            text.append((char) (kind == 0 ? below(0x10000) : kind == 1 ? 0xd800 + below(0x800) : 9 + below(120)));
        }
        return text.toString();
    }
}
