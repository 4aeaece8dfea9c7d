package dev.nearside.routing.privacy;

import org.jspecify.annotations.Nullable;

/** Kinds of private things that are found in texts. */
public enum PrivateKind {
    /** {@code ada@example.org}. */
    EMAIL("email", "an e-mail address"),
    /** The number of a payment card: an issuer's range, its length, and Luhn's check digit (ISO/IEC 7812). */
    CARD("card", "a card number"),
    /** An IBAN: the country's length and the check digits modulo 97 (ISO 13616). */
    IBAN("iban", "an IBAN"),
    /** A telephone number, international or as written in a country, or any after a word such as "phone". */
    PHONE("phone", "a phone number"),
    /** An API key of a known form, a JSON Web Token, or a private key in PEM. */
    KEY("key", "a secret key"),
    /** One of the words that the rules name. */
    WORD("word", "a word that marks private text");

    private final String label;
    private final String words;

    PrivateKind(String label, String words) {
        this.label = label;
        this.words = words;
    }

    /** The name in rules and in JSON: {@code email}, {@code card}, {@code iban}, {@code phone}, {@code key}, {@code word}. */
    public String label() {
        return label;
    }

    /** The name in a sentence, with its article. */
    public String words() {
        return words;
    }

    /** Where the first of it begins in the text; −1 if there is none, as always of {@link #WORD}. */
    public int findIn(String text) {
        return switch (this) {
            case EMAIL -> new EmailPattern().find(text);
            case CARD -> new CardPattern().find(text);
            case IBAN -> new IbanPattern().find(text);
            case PHONE -> new PhonePattern().find(text);
            case KEY -> new KeyPattern().find(text);
            case WORD -> -1;
        };
    }

    /** The kind of that label; null if there is none. */
    public static @Nullable PrivateKind ofLabel(String label) {
        for (PrivateKind kind : values()) {
            if (kind.label.equals(label)) {
                return kind;
            }
        }
        return null;
    }
}
