package dev.nearside.retrieval;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Cuts documents into chunks: whole sentences (lines, in code and tables), not across the start of a section unless
 * what stands before it is short, whole paragraphs where they fit, and a sentence or two repeated where a section had
 * to be cut. Every character but white space is in some chunk; no pair of surrogates and no visible character is split.
 *
 * <pre>{@code
 * Chunker chunker = new Chunker(text -> tokenizer.encode(text, false).size(), ChunkOptions.MINILM);
 * List<Chunk> chunks = chunker.chunk(document);
 * String first = chunks.get(0).embeddedText(document);
 * }</pre>
 */
public final class Chunker {
    /** A section that is shorter than this part of a chunk shares its chunk with the next one. */
    private static final int SMALL_SECTION = 4;

    /** White space, in characters, over which no chunk goes: it would be shown with a hole. */
    private static final int MAX_GAP = 200;

    /** The most sentences that are repeated. */
    private static final int MOST_REPEATED = 2;

    private final TokenCounter counter;
    private final ChunkOptions options;

    public Chunker(TokenCounter counter, ChunkOptions options) {
        this.counter = Objects.requireNonNull(counter, "counter");
        this.options = Objects.requireNonNull(options, "options");
    }

    /** The chunks by start; none for a document without text. */
    public List<Chunk> chunk(Document document) {
        List<Unit> units = Units.of(document, counter, options.maxTokens());
        List<Chunk> chunks = new ArrayList<>();
        int first = 0;
        int fresh = 0;
        while (fresh < units.size()) {
            int end = end(units, first, fresh);
            chunks.add(chunk(document, units, first, end));
            fresh = end;
            first = end < units.size() ? firstRepeated(units, first, end) : end;
        }
        return chunks;
    }

    /** The unit before which a chunk ends that starts with {@code first} and has at least {@code fresh}. */
    private int end(List<Unit> units, int first, int fresh) {
        int cost = 0;
        for (int i = first; i < fresh; i++) {
            cost += units.get(i).cost();
        }
        cost += units.get(fresh).cost();
        int at = fresh + 1;
        while (at < units.size() && !endsBefore(units, at, cost)) {
            cost += units.get(at).cost();
            at++;
        }
        return at < units.size() ? beforeHeadings(units, fresh, at) : at;
    }

    private boolean endsBefore(List<Unit> units, int at, int cost) {
        Unit unit = units.get(at);
        int max = options.maxTokens();
        if (cost + unit.cost() > max || unit.start() - units.get(at - 1).end() > MAX_GAP) {
            return true;
        }
        boolean startsSection = unit.section() != units.get(at - 1).section();
        boolean keepsBlockWhole =
                unit.startsBlock() && unit.blockCost() <= max && cost + unit.blockCost() > max && cost >= max / 2;
        return keepsBlockWhole || (startsSection && cost >= max / SMALL_SECTION);
    }

    /** A heading goes with what follows it, so a chunk does not end with one. */
    private static int beforeHeadings(List<Unit> units, int fresh, int end) {
        int at = end;
        while (at > fresh + 1 && units.get(at - 1).heading()) {
            at--;
        }
        return units.get(at - 1).heading() ? end : at;
    }

    /** From where the chunk after one that ends before {@code end} repeats it; {@code end} for nothing. */
    private int firstRepeated(List<Unit> units, int first, int end) {
        Unit next = units.get(end);
        int at = end;
        int cost = 0;
        while (at - 1 > first && end - at < MOST_REPEATED) {
            Unit unit = units.get(at - 1);
            int with = cost + unit.cost();
            if (unit.section() != next.section()
                    || units.get(at).start() - unit.end() > MAX_GAP
                    || unit.heading()
                    || with > options.overlapTokens()
                    || with + next.cost() > options.maxTokens()) {
                break;
            }
            cost = with;
            at--;
        }
        return at;
    }

    private Chunk chunk(Document document, List<Unit> units, int first, int end) {
        Unit start = units.get(first);
        String context = "";
        if (start.section() >= 0) {
            Section section = document.sections().get(start.section());
            context = start.start() == section.start() ? section.parentPath() : section.path();
        }
        return new Chunk(start.start(), units.get(end - 1).end(), shortened(context));
    }

    /** The innermost headings that fit; of one that is too long itself, its first words. */
    private String shortened(String path) {
        String rest = path;
        while (!rest.isEmpty() && counter.count(rest) > options.contextTokens()) {
            int cut = rest.indexOf(Section.SEPARATOR);
            rest = cut >= 0 ? rest.substring(cut + Section.SEPARATOR.length()) : withoutLastWord(rest);
        }
        return rest;
    }

    private static String withoutLastWord(String heading) {
        // By halves, so that a heading of a megabyte does not take as many counts as it has words.
        int space = heading.lastIndexOf(' ', heading.length() > 400 ? 200 : heading.length());
        return space < 0 ? "" : heading.substring(0, space);
    }
}
