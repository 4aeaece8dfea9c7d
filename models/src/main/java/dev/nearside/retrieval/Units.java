package dev.nearside.retrieval;

import dev.nearside.retrieval.words.Characters;
import dev.nearside.retrieval.words.Graphemes;
import dev.nearside.retrieval.words.Sentences;
import java.util.ArrayList;
import java.util.List;

/** Cuts the blocks of one document into units, none of which is longer than a chunk may be. */
final class Units {
    /**
     * What a token weighs at least, in characters: English has 4 to 5 in one. So a run of characters that the model
     * sees as one unknown word (base64, minified code) does not become one endless chunk.
     */
    private static final int CHARACTERS_OF_A_TOKEN = 12;

    private final Document document;
    private final String text;
    private final TokenCounter counter;
    private final int maxTokens;
    private final List<Unit> units = new ArrayList<>();

    private Units(Document document, TokenCounter counter, int maxTokens) {
        this.document = document;
        this.text = document.text();
        this.counter = counter;
        this.maxTokens = maxTokens;
    }

    static List<Unit> of(Document document, TokenCounter counter, int maxTokens) {
        Units units = new Units(document, counter, maxTokens);
        for (Block block : document.blocks()) {
            units.addBlock(block);
        }
        return units.units;
    }

    private void addBlock(Block block) {
        int first = units.size();
        boolean byLine = block.kind() == Block.Kind.CODE || block.kind() == Block.Kind.ROW;
        boolean heading = block.kind() == Block.Kind.HEADING;
        int at = Characters.skipSpace(text, block.start(), block.end());
        while (at < block.end()) {
            int end = byLine ? lineEnd(at, block.end()) : Sentences.end(text, at, block.end());
            addSpan(at, Characters.skipSpaceBack(text, at, end), heading);
            at = Characters.skipSpace(text, end, block.end());
        }
        if (units.size() > first) {
            int cost = 0;
            for (Unit unit : units.subList(first, units.size())) {
                cost += unit.cost();
            }
            units.set(first, units.get(first).withBlockCost(cost));
        }
    }

    private void addSpan(int start, int end, boolean heading) {
        int cost = cost(start, end);
        if (cost <= maxTokens) {
            addUnit(start, end, cost, heading);
        } else {
            addWords(start, end, heading);
        }
    }

    /** As many words as fit, again and again; a word that is too long on its own is cut between characters. */
    private void addWords(int start, int end, boolean heading) {
        int pieceStart = start;
        int pieceEnd = start;
        int pieceCost = 0;
        int at = start;
        while (at < end) {
            int wordEnd = wordEnd(at, end);
            int cost = cost(at, wordEnd);
            if (pieceEnd > pieceStart && (pieceCost + cost > maxTokens || weight(wordEnd - pieceStart) > maxTokens)) {
                addUnit(pieceStart, pieceEnd, Math.max(pieceCost, weight(pieceEnd - pieceStart)), heading);
                pieceStart = at;
                pieceCost = 0;
            }
            if (cost > maxTokens) {
                addCharacters(at, wordEnd, heading);
                pieceStart = Characters.skipSpace(text, wordEnd, end);
                pieceEnd = pieceStart;
            } else {
                pieceEnd = wordEnd;
                pieceCost += cost;
            }
            at = Characters.skipSpace(text, wordEnd, end);
        }
        if (pieceEnd > pieceStart) {
            addUnit(pieceStart, pieceEnd, Math.max(pieceCost, weight(pieceEnd - pieceStart)), heading);
        }
    }

    private void addCharacters(int start, int end, boolean heading) {
        int at = start;
        while (at < end) {
            int length = Math.min(end - at, maxTokens * CHARACTERS_OF_A_TOKEN);
            int cut = cutBefore(at, at + length, end);
            while (cut - at > 1 && counter.count(text.substring(at, cut)) > maxTokens) {
                int shorter = cutBefore(at, at + (cut - at) / 2, end);
                if (shorter >= cut) {
                    break;
                }
                cut = shorter;
            }
            addUnit(at, cut, Math.min(cost(at, cut), maxTokens), heading);
            at = cut;
        }
    }

    /** Where to cut at or before {@code wanted}; after it if one character is longer than that. */
    private int cutBefore(int start, int wanted, int end) {
        int cut = Graphemes.boundaryBefore(text, start, wanted);
        return cut > start ? cut : Graphemes.boundaryAfter(text, start + 1, end);
    }

    private void addUnit(int start, int end, int cost, boolean heading) {
        units.add(new Unit(start, end, Math.max(1, cost), document.sectionAt(start), 0, heading));
    }

    private int cost(int start, int end) {
        int weight = weight(end - start);
        // Far too long in any case: not worth a token count, which for a line of megabytes takes long.
        return weight > 4 * maxTokens ? weight : Math.max(weight, counter.count(text.substring(start, end)));
    }

    private static int weight(int characters) {
        return (characters + CHARACTERS_OF_A_TOKEN - 1) / CHARACTERS_OF_A_TOKEN;
    }

    private int lineEnd(int from, int to) {
        int end = text.indexOf('\n', from);
        return end < 0 || end > to ? to : end;
    }

    private int wordEnd(int from, int to) {
        int at = from;
        while (at < to && !Characters.isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
