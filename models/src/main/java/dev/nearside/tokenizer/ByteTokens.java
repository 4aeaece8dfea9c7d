package dev.nearside.tokenizer;

/** The tokens {@code <0x00>} to {@code <0xFF>}, by which SentencePiece spells what it has no piece for. */
final class ByteTokens {
    private static final String HEX = "0123456789ABCDEF";

    /** −1 where there is none. */
    private final int[] ids = new int[256];

    /** @param used if not, no byte has a token */
    ByteTokens(Vocabulary vocabulary, boolean used) {
        for (int b = 0; b < ids.length; b++) {
            String token = "<0x" + HEX.charAt(b >> 4) + HEX.charAt(b & 15) + ">";
            ids[b] = used ? vocabulary.idOf(token).orElse(-1) : -1;
        }
    }

    int idOf(int unsignedByte) {
        return ids[unsignedByte];
    }

    /** Whether each byte of a code point has a token. */
    boolean cover(int codePoint) {
        int length = Utf8.length(codePoint);
        for (int i = 0; i < length; i++) {
            if (ids[Utf8.byteAt(codePoint, length, i)] < 0) {
                return false;
            }
        }
        return true;
    }

    /** The byte that a token spells, 0 to 255, or −1 if it spells none. Lower case counts, as in Hugging Face. */
    static int byteOf(String token) {
        if (token.length() != 6 || !token.startsWith("<0x") || token.charAt(5) != '>') {
            return -1;
        }
        int high = digit(token.charAt(3));
        int low = digit(token.charAt(4));
        return high < 0 || low < 0 ? -1 : (high << 4) | low;
    }

    private static int digit(char c) {
        return c >= '0' && c <= '9' ? c - '0' : HEX.indexOf(c >= 'a' && c <= 'f' ? c - 32 : c);
    }
}
