package dev.nearside.embedding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which pieces are run together: those of like length, so that little is padding, and not more tokens at once than is
 * fast.
 */
final class Batches {
    /** More rows, or more tokens, made nothing faster where it was measured, and each batch is a chance to cancel. */
    private static final int MAX_ROWS = 32;

    private static final int MAX_TOKENS = 1024;

    private Batches() {}

    /** The pieces in batches, the longest first, so that the most memory that is needed is needed at once. */
    static List<List<Piece>> of(List<Piece> pieces) {
        long[] byLength = new long[pieces.size()];
        for (int i = 0; i < byLength.length; i++) {
            byLength[i] = (long) pieces.get(i).length() << 32 | i;
        }
        Arrays.sort(byLength);
        List<List<Piece>> batches = new ArrayList<>();
        List<Piece> batch = new ArrayList<>();
        int longest = 0;
        for (int i = byLength.length - 1; i >= 0; i--) {
            Piece piece = pieces.get((int) byLength[i]);
            boolean full = batch.size() == MAX_ROWS || (batch.size() + 1) * longest > MAX_TOKENS;
            if (full && !batch.isEmpty()) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
            if (batch.isEmpty()) {
                longest = piece.length();
            }
            batch.add(piece);
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }
}
