package dev.nearside.tokenizer;

import dev.nearside.json.JsonCursor;

/** Cuts at what a pattern matches. */
record Split(TextPattern pattern, Behavior behavior, boolean invert) implements PreTokenizer {

    /** What becomes of a match. */
    enum Behavior {
        REMOVED,
        ISOLATED,
        MERGED_WITH_PREVIOUS,
        MERGED_WITH_NEXT,
        CONTIGUOUS;

        static Behavior read(JsonCursor json) {
            return switch (json.asString()) {
                case "Removed" -> REMOVED;
                case "Isolated" -> ISOLATED;
                case "MergedWithPrevious" -> MERGED_WITH_PREVIOUS;
                case "MergedWithNext" -> MERGED_WITH_NEXT;
                case "Contiguous" -> CONTIGUOUS;
                default -> throw json.error("the behavior '" + json.asString() + "' is not supported");
            };
        }
    }

    @Override
    public void split(Text text, Pieces pieces) {
        pieces.cutEach(text, this::cut);
    }

    void cut(char[] chars, int from, int to, Pieces out) {
        Run run = new Run(out);
        int at = from;
        int start = pattern.find(chars, from, to);
        while (start >= 0) {
            int end = pattern.end(chars, start, to);
            if (at < start) {
                run.part(at, start, invert);
            }
            run.part(start, end, !invert);
            at = end;
            start = at < to ? pattern.find(chars, at, to) : -1;
        }
        if (at < to) {
            run.part(at, to, invert);
        }
        run.end();
    }

    /** One piece's parts, matches and what lies between, as they come. */
    private final class Run {
        private final Pieces out;
        private final int before;
        private boolean previousMatched;

        /** A match that waits for what follows, or −1. */
        private int heldStart = -1;

        private int heldEnd;

        Run(Pieces out) {
            this.out = out;
            this.before = out.added();
        }

        void part(int start, int end, boolean matches) {
            boolean first = out.added() == before;
            switch (behavior) {
                case REMOVED -> {
                    if (!matches) {
                        out.add(start, end);
                    }
                }
                case ISOLATED -> out.add(start, end);
                case CONTIGUOUS -> addOrExtend(start, end, !first && matches == previousMatched);
                case MERGED_WITH_PREVIOUS -> addOrExtend(start, end, !first && matches && !previousMatched);
                case MERGED_WITH_NEXT -> mergeWithNext(start, end, matches);
            }
            previousMatched = matches;
        }

        private void addOrExtend(int start, int end, boolean extend) {
            if (extend) {
                out.extendLast(end);
            } else {
                out.add(start, end);
            }
        }

        private void mergeWithNext(int start, int end, boolean matches) {
            if (!matches) {
                out.add(heldStart < 0 ? start : heldStart, end);
                heldStart = -1;
            } else {
                end();
                heldStart = start;
                heldEnd = end;
            }
        }

        void end() {
            if (heldStart >= 0) {
                out.add(heldStart, heldEnd);
                heldStart = -1;
            }
        }
    }
}
