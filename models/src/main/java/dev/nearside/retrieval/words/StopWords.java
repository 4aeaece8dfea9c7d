package dev.nearside.retrieval.words;

import java.util.Set;

/** English words that say how a question is asked, not what it is about. They are left out of questions only. */
public final class StopWords {
    private static final Set<String> WORDS = Set.of(
            "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did", "do", "does", "for",
            "from", "had", "has", "have", "how", "i", "if", "im", "in", "into", "is", "it", "its", "ive", "me", "my",
            "no", "not", "of", "on", "or", "our", "shall", "should", "so", "such", "than", "that", "the", "their",
            "them", "then", "there", "these", "they", "this", "to", "us", "was", "we", "were", "what", "when", "where",
            "which", "who", "whom", "whose", "why", "will", "with", "would", "you", "your");

    private static final Set<String> FAINT = Set.of(
            "about",
            "am",
            "any",
            "around",
            "being",
            "get",
            "got",
            "just",
            "many",
            "more",
            "most",
            "much",
            "some",
            "somebody",
            "someone",
            "something",
            "still",
            "while");

    private StopWords() {}

    /** Whether this word ranks a little, but tells a reader nothing where it is marked. */
    public static boolean isFaint(String word) {
        return FAINT.contains(word);
    }

    /** Whether this word, in lower case and without apostrophes, is one. */
    public static boolean contains(String word) {
        return WORDS.contains(word);
    }
}
