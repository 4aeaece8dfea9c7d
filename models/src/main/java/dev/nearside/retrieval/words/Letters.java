package dev.nearside.retrieval.words;

/** Letters made comparable: without case, and Latin ones without accents. */
final class Letters {
    /** The base letters of U+00C0 to U+024F and U+1E00 to U+1EFF by Unicode's decompositions; a dot where none is. */
    private static final String LATIN = "aaaaaa.ceeeeiiii.nooooo..uuuuy..aaaaaa.ceeeeiiii.nooooo..uuuuy.y"
            + "aaaaaaccccccccdd..eeeeeeeeeegggggggghh..iiiiiiiii...jjkk.llllll....nnnnnn...oooooo..rrrrrrssssssss"
            + "tttt..uuuuuuuuuuuuwwyyyzzzzzzs................................oo.............uu"
            + "............................aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa....aaaaeeeeiiiioooorrrr"
            + "uuuusstt..hh......aaeeooooooooyy............................";

    private static final String LATIN_ADDITIONAL = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllll"
            + "mmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy.s...."
            + "aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

    private Letters() {}

    /** Whether it belongs to a word: a letter, a digit, or a mark on one. */
    static boolean isWord(int codePoint) {
        if (codePoint < 0x80) {
            return (codePoint >= 'a' && codePoint <= 'z')
                    || (codePoint >= 'A' && codePoint <= 'Z')
                    || (codePoint >= '0' && codePoint <= '9');
        }
        return switch (Character.getType(codePoint)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER -> true;
            default -> false;
        };
    }

    /** Whether it is of a script that sets no spaces between words, so that pairs of characters stand for words. */
    static boolean isUnspaced(int codePoint) {
        return codePoint >= 0x0e00
                && (codePoint <= 0x0eff
                        || in(codePoint, 0x1000, 0x109f)
                        || in(codePoint, 0x1780, 0x17ff)
                        || in(codePoint, 0x3005, 0x3007)
                        || in(codePoint, 0x3040, 0x30ff)
                        || in(codePoint, 0x31f0, 0x31ff)
                        || in(codePoint, 0x3400, 0x9fff)
                        || in(codePoint, 0xac00, 0xd7a3)
                        || in(codePoint, 0xf900, 0xfaff)
                        || in(codePoint, 0xff66, 0xff9f)
                        || in(codePoint, 0x20000, 0x3ffff));
    }

    /**
     * Appends the letter as it is compared, at most two characters.
     *
     * @return the length with it
     */
    static int append(char[] buffer, int length, int codePoint) {
        if (codePoint < 0x80) {
            buffer[length] = (char) (codePoint >= 'A' && codePoint <= 'Z' ? codePoint + 32 : codePoint);
            return length + 1;
        }
        if (in(codePoint, 0x300, 0x36f)) {
            return length;
        }
        int base = base(codePoint);
        if (base != 0) {
            buffer[length] = (char) (base & 0xff);
            if (base > 0xff) {
                buffer[length + 1] = (char) (base >> 8);
                return length + 2;
            }
            return length + 1;
        }
        int lower = Character.toLowerCase(codePoint);
        if (lower > 0xffff) {
            buffer[length] = (char) (0xd7c0 + (lower >> 10));
            buffer[length + 1] = (char) (0xdc00 + (lower & 0x3ff));
            return length + 2;
        }
        buffer[length] = (char) lower;
        return length + 1;
    }

    /** One or two ASCII letters, the second in the upper byte; 0 if the code point has none. */
    private static int base(int codePoint) {
        char letter = '.';
        if (in(codePoint, 0xc0, 0x24f)) {
            letter = LATIN.charAt(codePoint - 0xc0);
        } else if (in(codePoint, 0x1e00, 0x1eff)) {
            letter = LATIN_ADDITIONAL.charAt(codePoint - 0x1e00);
        } else if (in(codePoint, 0xff10, 0xff5a)) {
            return Letters.isWord(codePoint - 0xfee0) ? lowerAscii(codePoint - 0xfee0) : 0;
        }
        return letter == '.' ? ligature(codePoint) : letter;
    }

    private static int ligature(int codePoint) {
        return switch (codePoint) {
            case 0xc6, 0xe6 -> 'a' | 'e' << 8;
            case 0x152, 0x153 -> 'o' | 'e' << 8;
            case 0xdf, 0x1e9e -> 's' | 's' << 8;
            case 0xde, 0xfe -> 't' | 'h' << 8;
            case 0x132, 0x133 -> 'i' | 'j' << 8;
            case 0xfb01 -> 'f' | 'i' << 8;
            case 0xfb02 -> 'f' | 'l' << 8;
            case 0xd0, 0xf0, 0x110, 0x111 -> 'd';
            case 0xd8, 0xf8 -> 'o';
            case 0x141, 0x142 -> 'l';
            case 0x131 -> 'i';
            case 0x126, 0x127 -> 'h';
            default -> 0;
        };
    }

    private static int lowerAscii(int c) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }

    private static boolean in(int codePoint, int first, int last) {
        return codePoint >= first && codePoint <= last;
    }
}
