package dev.nearside.tokenizer;

/** Has the model spell words in bytes; may put a space before each piece, and may cut as GPT-2 does. */
record ByteLevelPreTokenizer(boolean addPrefixSpace, boolean useRegex) implements PreTokenizer {

    @Override
    public void split(Text text, Pieces pieces) {
        if (addPrefixSpace) {
            PrefixedPieces.prefix(text, pieces, ' ', piece -> true);
        }
        if (useRegex) {
            pieces.cutEach(text, ByteLevelPreTokenizer::cut);
        }
    }

    private static void cut(char[] chars, int from, int to, Pieces out) {
        int at = from;
        while (at < to) {
            int end = WordPattern.GPT_2.end(chars, at, to);
            out.add(at, end);
            at = end;
        }
    }

    @Override
    public boolean endsInBytes() {
        return true;
    }
}
