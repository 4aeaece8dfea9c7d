package dev.nearside.tokenizer;

import dev.nearside.json.JsonCursor;

/**
 * SentencePiece's way with spaces: each is written as a character of its own, texts may begin with one, and words may be
 * cut before them.
 */
record Metaspace(char replacement, Prepend prepend, boolean cut) implements PreTokenizer {

    /** Which pieces are made to begin with a space. */
    enum Prepend {
        NEVER,
        FIRST,
        ALWAYS
    }

    static Metaspace read(Component component) {
        component.allowOnly("replacement", "add_prefix_space", "prepend_scheme", "split", "str_rep");
        int character = component.character("replacement");
        if (character > Character.MAX_VALUE) {
            throw component.json().field("replacement").error("a replacement beyond U+FFFF is not supported");
        }
        boolean add = component.flag("add_prefix_space", true);
        Prepend prepend = component
                .json()
                .optional("prepend_scheme")
                .map(Metaspace::prepend)
                .orElse(add ? Prepend.ALWAYS : Prepend.NEVER);
        return new Metaspace((char) character, prepend, component.flag("split", true));
    }

    private static Prepend prepend(JsonCursor scheme) {
        return switch (scheme.asString()) {
            case "never" -> Prepend.NEVER;
            case "first" -> Prepend.FIRST;
            case "always" -> Prepend.ALWAYS;
            default -> throw scheme.error("the prepend_scheme '" + scheme.asString() + "' is not supported");
        };
    }

    @Override
    public void split(Text text, Pieces pieces) {
        for (int i = 0; i < pieces.count(); i++) {
            if (pieces.token(i) == Pieces.NO_TOKEN) {
                replaceSpaces(text.chars, pieces.start(i), pieces.end(i));
            }
        }
        if (prepend != Prepend.NEVER) {
            PrefixedPieces.prefix(
                    text, pieces, replacement, i -> prepend == Prepend.ALWAYS || text.start(pieces.start(i)) == 0);
        }
        if (cut) {
            pieces.cutEach(text, this::cutBefore);
        }
    }

    private void replaceSpaces(char[] chars, int from, int to) {
        for (int i = from; i < to; i++) {
            chars[i] = chars[i] == ' ' ? replacement : chars[i];
        }
    }

    private void cutBefore(char[] chars, int from, int to, Pieces out) {
        int start = from;
        for (int at = from + 1; at < to; at++) {
            if (chars[at] == replacement) {
                out.add(start, at);
                start = at;
            }
        }
        out.add(start, to);
    }
}
