package dev.nearside.retrieval;

import dev.nearside.retrieval.words.Analyser;
import dev.nearside.retrieval.words.Characters;
import java.util.ArrayList;
import java.util.List;

/** From ranked chunks to passages: neighbours joined, copies left out, the question's words marked. */
final class PassageWriter {
    /** From here on two texts are copies of each other: in 200 words, about three may differ. */
    private static final double COPY = 0.9;

    private final Analyser analyser;
    private final int limit;
    private final List<Draft> drafts = new ArrayList<>();

    PassageWriter(Analyser analyser, int limit) {
        this.analyser = analyser;
        this.limit = limit;
    }

    /** Takes the next best chunk; false if there are enough passages. */
    boolean offer(Entry entry, Candidate candidate) {
        for (Draft draft : drafts) {
            if (draft.joins(entry, candidate)) {
                return true;
            }
        }
        if (drafts.size() == limit) {
            return false;
        }
        Chunk chunk = entry.chunks.get(candidate.chunk() - entry.first);
        Shingles shingles = Shingles.of(entry.document.text(), chunk.start(), chunk.end(), analyser);
        for (Draft draft : drafts) {
            if (draft.shingles.resemblance(shingles) >= COPY) {
                return true;
            }
        }
        drafts.add(new Draft(entry, candidate, shingles));
        return true;
    }

    List<Passage> write(QueryTerms terms) {
        List<Passage> passages = new ArrayList<>();
        for (Draft draft : drafts) {
            passages.add(passage(draft, terms));
        }
        return passages;
    }

    private Passage passage(Draft draft, QueryTerms terms) {
        Entry entry = draft.entry;
        Document document = entry.document;
        int start = document.type() == DocumentType.CODE ? lineStart(document, start(draft)) : start(draft);
        String text = document.text().substring(start, draft.end());
        return new Passage(
                new Passage.Found(entry.id, document.name(), document.type()),
                document.pageAt(start),
                document.pageAt(draft.end() - 1),
                document.headingAt(start),
                start,
                draft.end(),
                text,
                draft.score,
                draft.vectorRank(),
                draft.wordRank(),
                draft.closeness(),
                marks(text, terms));
    }

    /** Without the sentences that stand at the end of another passage already. */
    private int start(Draft draft) {
        int start = draft.start();
        for (Draft other : drafts) {
            if (draft.follows(other) && other.end() > start && other.end() < draft.end()) {
                start = Characters.skipSpace(draft.entry.document.text(), other.end(), draft.end());
            }
        }
        return start;
    }

    /** With the blanks ahead of it on its line, as the lines below would else stand too far to the right. */
    private static int lineStart(Document document, int start) {
        int at = start;
        while (at > 0
                && (document.text().charAt(at - 1) == ' ' || document.text().charAt(at - 1) == '\t')) {
            at--;
        }
        return at == 0 || document.text().charAt(at - 1) == '\n' ? at : start;
    }

    private List<Passage.Mark> marks(String text, QueryTerms terms) {
        List<Passage.Mark> marks = new ArrayList<>();
        analyser.analyse(text, 0, text.length(), (buffer, length, start, end) -> {
            if (terms.marks(buffer, length)) {
                mark(marks, start, end);
            }
        });
        return marks;
    }

    /** A whole identifier comes after its parts, and pairs of characters overlap: each place is marked once. */
    private static void mark(List<Passage.Mark> marks, int start, int end) {
        int from = start;
        int to = end;
        while (!marks.isEmpty() && marks.get(marks.size() - 1).end() > from) {
            Passage.Mark last = marks.remove(marks.size() - 1);
            from = Math.min(from, last.start());
            to = Math.max(to, last.end());
        }
        marks.add(new Passage.Mark(from, to));
    }
}
