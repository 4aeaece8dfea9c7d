package dev.nearside.embedding;

/** What is run as one row of a batch: an input, or a part of one that was split. */
final class Piece {
    private final int input;
    private final int[] ids;
    private final float share;

    /**
     * Takes the ids over.
     *
     * @param input the place of the input that it is of
     * @param ids with the special tokens
     * @param share its part in the input's vector, by its tokens without the special ones; 1 if it is all of it
     */
    Piece(int input, int[] ids, float share) {
        this.input = input;
        this.ids = ids;
        this.share = share;
    }

    int input() {
        return input;
    }

    int length() {
        return ids.length;
    }

    float share() {
        return share;
    }

    /** Writes the ids from that place on. */
    void copyTo(long[] row, int at) {
        for (int i = 0; i < ids.length; i++) {
            row[at + i] = ids[i];
        }
    }
}
