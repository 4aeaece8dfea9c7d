package dev.nearside.retrieval;

/**
 * What chunks are put together from: a sentence, a line of code, or a piece of one that is too long.
 *
 * @param cost its length in tokens, or what its characters weigh if that is more
 * @param section the index of its section, −1 before the first
 * @param blockCost the cost of all of its block if this is the block's first unit; 0 if not
 */
record Unit(int start, int end, int cost, int section, int blockCost, boolean heading) {

    Unit withBlockCost(int all) {
        return new Unit(start, end, cost, section, all, heading);
    }

    boolean startsBlock() {
        return blockCost > 0;
    }
}
