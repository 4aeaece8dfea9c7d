package dev.nearside.retrieval.words;

/**
 * Porter's second stemmer for English (Snowball's "english"), on lower-case ASCII words without apostrophes; every other
 * word stays as it is. See M. F. Porter, "The English (Porter2) stemming algorithm", snowballstem.org.
 */
final class Stemmer {
    private char[] word = new char[0];
    private int length;
    private int r1;
    private int r2;

    /**
     * Reduces the word to its stem in place.
     *
     * @return the stem's length, which is never more
     */
    int stem(char[] buffer, int wordLength) {
        if (wordLength < 3 || !isAsciiWord(buffer, wordLength)) {
            return wordLength;
        }
        word = buffer;
        length = wordLength;
        if (!isException()) {
            markConsonantY();
            markRegions();
            removePlural();
            if (!isOneOf(Suffixes.AFTER_PLURAL)) {
                removePast();
                replaceLastY();
                replaceSuffix();
                removeSuffix();
                removeEnding();
                removeLast();
            }
            lowerY();
        }
        return length;
    }

    private static boolean isAsciiWord(char[] buffer, int length) {
        for (int i = 0; i < length; i++) {
            if (buffer[i] < 'a' || buffer[i] > 'z') {
                return false;
            }
        }
        return true;
    }

    private boolean isException() {
        for (int i = 0; i < Suffixes.EXCEPTIONS.length; i += 2) {
            if (is(Suffixes.EXCEPTIONS[i])) {
                replace(length, Suffixes.EXCEPTIONS[i + 1]);
                return true;
            }
        }
        return false;
    }

    private void markConsonantY() {
        for (int i = 0; i < length; i++) {
            if (word[i] == 'y' && (i == 0 || isVowel(i - 1))) {
                word[i] = 'Y';
            }
        }
    }

    private void lowerY() {
        for (int i = 0; i < length; i++) {
            if (word[i] == 'Y') {
                word[i] = 'y';
            }
        }
    }

    private void markRegions() {
        if (startsWith("gener") || startsWith("arsen")) {
            r1 = 5;
        } else if (startsWith("commun")) {
            r1 = 6;
        } else {
            r1 = region(0);
        }
        r2 = region(r1);
    }

    /** After the first consonant that follows a vowel from here on. */
    private int region(int from) {
        for (int i = from + 1; i < length; i++) {
            if (!isVowel(i) && isVowel(i - 1)) {
                return i + 1;
            }
        }
        return length;
    }

    /** Step 1a. */
    private void removePlural() {
        if (endsWith("sses")) {
            length -= 2;
        } else if (endsWith("ied") || endsWith("ies")) {
            length -= length > 4 ? 2 : 1;
        } else if (word[length - 1] == 's' && !endsWith("us") && !endsWith("ss") && hasVowelBefore(length - 2)) {
            length--;
        }
    }

    /** Step 1b. */
    private void removePast() {
        if (endsWith("eedly")) {
            replaceInR1(5, "ee");
        } else if (endsWith("eed")) {
            replaceInR1(3, "ee");
        } else if (!removePast("ingly") && !removePast("edly") && !removePast("ing")) {
            boolean ignored = removePast("ed");
        }
    }

    private boolean removePast(String suffix) {
        if (!endsWith(suffix)) {
            return false;
        }
        if (hasVowelBefore(length - suffix.length())) {
            length -= suffix.length();
            if (endsWith("at") || endsWith("bl") || endsWith("iz")) {
                word[length++] = 'e';
            } else if (endsInDouble()) {
                length--;
            } else if (r1 >= length && endsInShortSyllable(length)) {
                word[length++] = 'e';
            }
        }
        return true;
    }

    /** Step 1c. */
    private void replaceLastY() {
        char last = word[length - 1];
        if (length > 2 && (last == 'y' || last == 'Y') && !isVowel(length - 2)) {
            word[length - 1] = 'i';
        }
    }

    /** Step 2. */
    private void replaceSuffix() {
        for (int i = 0; i < Suffixes.STEP_2.length; i += 2) {
            String suffix = Suffixes.STEP_2[i];
            if (endsWith(suffix)) {
                char before = length > suffix.length() ? word[length - suffix.length() - 1] : ' ';
                boolean applies =
                        switch (suffix) {
                            case "ogi" -> before == 'l';
                            case "li" -> "cdeghkmnrt".indexOf(before) >= 0;
                            default -> true;
                        };
                if (applies) {
                    replaceInR1(suffix.length(), Suffixes.STEP_2[i + 1]);
                }
                return;
            }
        }
    }

    /** Step 3. */
    private void removeSuffix() {
        for (int i = 0; i < Suffixes.STEP_3.length; i += 2) {
            String suffix = Suffixes.STEP_3[i];
            if (endsWith(suffix)) {
                if (!suffix.equals("ative") || length - suffix.length() >= r2) {
                    replaceInR1(suffix.length(), Suffixes.STEP_3[i + 1]);
                }
                return;
            }
        }
    }

    /** Step 4. */
    private void removeEnding() {
        for (String suffix : Suffixes.STEP_4) {
            if (endsWith(suffix)) {
                int start = length - suffix.length();
                boolean applies =
                        !suffix.equals("ion") || (start > 0 && (word[start - 1] == 's' || word[start - 1] == 't'));
                if (start >= r2 && applies) {
                    length = start;
                }
                return;
            }
        }
    }

    /** Step 5. */
    private void removeLast() {
        int last = length - 1;
        if (word[last] == 'e') {
            if (last >= r2 || (last >= r1 && !endsInShortSyllable(last))) {
                length--;
            }
        } else if (word[last] == 'l' && last >= r2 && last > 0 && word[last - 1] == 'l') {
            length--;
        }
    }

    private void replaceInR1(int suffixLength, String by) {
        if (length - suffixLength >= r1) {
            replace(suffixLength, by);
        }
    }

    private void replace(int suffixLength, String by) {
        length -= suffixLength;
        for (int i = 0; i < by.length(); i++) {
            word[length++] = by.charAt(i);
        }
    }

    private boolean endsInDouble() {
        if (length < 2 || word[length - 1] != word[length - 2]) {
            return false;
        }
        return "bdfgmnprt".indexOf(word[length - 1]) >= 0;
    }

    /** A vowel and a consonant other than w, x, Y after a consonant; or both at the word's start. */
    private boolean endsInShortSyllable(int end) {
        if (end < 2 || isVowel(end - 1) || !isVowel(end - 2)) {
            return false;
        }
        if (end == 2) {
            return true;
        }
        char last = word[end - 1];
        return !isVowel(end - 3) && last != 'w' && last != 'x' && last != 'Y';
    }

    private boolean hasVowelBefore(int end) {
        for (int i = 0; i < end; i++) {
            if (isVowel(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isVowel(int at) {
        return "aeiouy".indexOf(word[at]) >= 0;
    }

    private boolean startsWith(String prefix) {
        return length >= prefix.length() && matches(prefix, 0);
    }

    private boolean endsWith(String suffix) {
        return length >= suffix.length() && matches(suffix, length - suffix.length());
    }

    private boolean is(String other) {
        return length == other.length() && matches(other, 0);
    }

    private boolean isOneOf(String[] others) {
        for (String other : others) {
            if (is(other)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(String other, int at) {
        for (int i = 0; i < other.length(); i++) {
            if (word[at + i] != other.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
