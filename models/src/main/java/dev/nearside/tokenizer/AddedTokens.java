package dev.nearside.tokenizer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The added tokens of a file, and where they stand in a text: the leftmost first, of those the longest. */
final class AddedTokens {
    private final Map<Integer, AddedToken> byId = new HashMap<>();
    private final Map<String, AddedToken> byContent = new HashMap<>();
    private final CharTrie literal = new CharTrie();
    private final CharTrie normalized = new CharTrie();
    /** As the map would make an object of each id that is asked for. */
    private final BitSet ids = new BitSet();

    private int largestId = -1;

    /** Where a token was found, white space that it takes in included. */
    record Match(AddedToken token, int start, int end) {}

    AddedTokens(List<AddedToken> tokens, @Nullable Normalizer normalizer) {
        for (AddedToken token : tokens) {
            byId.put(token.id(), token);
            ids.set(token.id());
            byContent.put(token.content(), token);
            largestId = Math.max(largestId, token.id());
            String pattern = token.content();
            if (token.normalized() && normalizer != null) {
                Text text = new Text();
                text.set(pattern, 0, pattern.length());
                normalizer.normalize(text);
                pattern = text.toString();
            }
            if (!pattern.isEmpty()) {
                (token.normalized() ? normalized : literal).put(pattern, token.id());
            }
        }
    }

    int largestId() {
        return largestId;
    }

    boolean has(int id) {
        return id >= 0 && ids.get(id);
    }

    @Nullable
    AddedToken byId(int id) {
        return byId.get(id);
    }

    @Nullable
    AddedToken byContent(String content) {
        return byContent.get(content);
    }

    /** The tokens in a text as it came, without special ones in quotes. */
    List<Match> inOriginal(Text text, Quotes quotes) {
        return find(literal, text, quotes);
    }

    /** The tokens that are looked for in normalised text, without special ones in quotes. */
    List<Match> inNormalized(Text text, Quotes quotes) {
        return find(normalized, text, quotes);
    }

    private List<Match> find(CharTrie trie, Text text, Quotes quotes) {
        char[] chars = text.chars;
        int length = text.length;
        if (trie.isEmpty()) {
            return List.of();
        }
        List<Match> matches = new ArrayList<>();
        int free = 0;
        int at = trie.nextStart(chars, 0, length);
        while (at < length) {
            long longest = trie.longestFrom(chars, at, length);
            if (longest < 0) {
                at = trie.nextStart(chars, at + 1, length);
                continue;
            }
            int end = (int) (longest >> 32);
            AddedToken token = byId.get((int) longest);
            if (token != null && token.special() && quotes.touch(text.start(at), text.end(end))) {
                at = trie.nextStart(chars, at + 1, length);
                continue;
            }
            if (token != null && (!token.singleWord() || standsAlone(chars, at, end, length))) {
                int start = token.leftStrip() ? Math.max(free, beforeSpace(chars, at)) : at;
                int stop = token.rightStrip() ? afterSpace(chars, end, length) : end;
                matches.add(new Match(token, start, stop));
                free = stop;
            }
            at = trie.nextStart(chars, end, length);
        }
        return matches;
    }

    private static boolean standsAlone(char[] chars, int start, int end, int length) {
        boolean open = start == 0 || !Unicode.is(Text.codePointBefore(chars, start, 0), Unicode.WORD);
        return open && (end == length || !Unicode.is(Text.codePoint(chars, end, length), Unicode.WORD));
    }

    private static int beforeSpace(char[] chars, int start) {
        int at = start;
        while (at > 0 && Unicode.is(chars[at - 1], Unicode.SPACE)) {
            at--;
        }
        return at;
    }

    private static int afterSpace(char[] chars, int end, int length) {
        int at = end;
        while (at < length && Unicode.is(chars[at], Unicode.SPACE)) {
            at++;
        }
        return at;
    }
}
