package dev.nearside.tokenizer;

/** Drops white space, and sets each punctuation mark apart. */
final class BertPreTokenizer implements PreTokenizer {
    private static final int WORD = 0;
    private static final int SPACE = 1;
    private static final int MARK = 2;

    private static final byte[] ASCII = new byte[128];

    static {
        for (int c = 0; c < ASCII.length; c++) {
            ASCII[c] = (byte) kindOf(c);
        }
    }

    @Override
    public void split(Text text, Pieces pieces) {
        pieces.cutEach(text, BertPreTokenizer::cut);
    }

    private static void cut(char[] chars, int from, int to, Pieces pieces) {
        int word = from;
        int at = from;
        while (at < to) {
            int cp = Text.codePoint(chars, at, to);
            int end = at + Text.units(cp);
            int kind = cp < 128 ? ASCII[cp] : kindOf(cp);
            if (kind != WORD) {
                pieces.add(word, at);
                if (kind == MARK) {
                    pieces.add(at, end);
                }
                word = end;
            }
            at = end;
        }
        pieces.add(word, to);
    }

    private static int kindOf(int cp) {
        int properties = Unicode.of(cp);
        return (properties & Unicode.SPACE) != 0 ? SPACE : (properties & Unicode.PUNCTUATION) != 0 ? MARK : WORD;
    }
}
