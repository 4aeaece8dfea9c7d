package dev.nearside.retrieval.words;

/** The tables of Porter's second stemmer. */
final class Suffixes {
    /** Words and their stems, which no rule gives. */
    static final String[] EXCEPTIONS = {
        "skis", "ski", "skies", "sky", "dying", "die", "lying", "lie", "tying", "tie", "idly", "idl", "gently", "gentl",
        "ugly", "ugli", "early", "earli", "only", "onli", "singly", "singl", "sky", "sky", "news", "news", "howe",
        "howe", "atlas", "atlas", "cosmos", "cosmos", "bias", "bias", "andes", "andes"
    };

    /** Words that stay as they are once the plural is off. */
    static final String[] AFTER_PLURAL = {
        "inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed"
    };

    /** Suffixes and what takes their place, longest first. */
    static final String[] STEP_2 = {
        "ization", "ize", "ational", "ate", "fulness", "ful", "ousness", "ous", "iveness", "ive", "tional", "tion",
        "biliti", "ble", "lessli", "less", "entli", "ent", "ation", "ate", "alism", "al", "aliti", "al", "ousli", "ous",
        "iviti", "ive", "fulli", "ful", "enci", "ence", "anci", "ance", "abli", "able", "izer", "ize", "ator", "ate",
        "alli", "al", "bli", "ble", "ogi", "og", "li", ""
    };

    /** As for step 2. */
    static final String[] STEP_3 = {
        "ational", "ate", "tional", "tion", "alize", "al", "icate", "ic", "iciti", "ic", "ative", "", "ical", "ic",
        "ness", "", "ful", ""
    };

    /** Suffixes that go, longest first. */
    static final String[] STEP_4 = {
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion",
        "al", "er", "ic"
    };

    private Suffixes() {}
}
