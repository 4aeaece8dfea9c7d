package dev.nearside.server.gguf.graph;

import dev.nearside.server.gguf.weights.WeightMatrix;

/**
 * The rows of queries and keys as rotary embedding by halves wants them: llama files have the two numbers that turn
 * together side by side, and a graph that turns the two halves of a head is faster.
 */
record HeadOrder(int headSize) implements WeightMatrix.RowOrder {

    @Override
    public int inFile(int row) {
        int half = headSize / 2;
        int within = row % headSize;
        return row - within + within % half * 2 + within / half;
    }
}
