package dev.nearside.retrieval;

/**
 * How long chunks are, in tokens of the model that embeds them.
 *
 * @param maxTokens the longest piece of text
 * @param overlapTokens how much of a chunk's end the next one may repeat, in whole sentences, where a section was cut
 *     because of its length; 0 for nothing
 * @param contextTokens how much of the headings is put before a piece; what is longer loses its outermost ones
 */
public record ChunkOptions(int maxTokens, int overlapTokens, int contextTokens) {

    /**
     * For {@code all-minilm-l6-v2}, which was trained on 256 tokens: 200 of text, 32 of headings, the two special
     * tokens, and some left for words that make more tokens together than apart.
     */
    public static final ChunkOptions MINILM = new ChunkOptions(200, 40, 32);

    public ChunkOptions {
        if (maxTokens < 1 || overlapTokens < 0 || overlapTokens >= maxTokens || contextTokens < 0) {
            throw new IllegalArgumentException("chunks of " + maxTokens + " tokens with " + overlapTokens
                    + " of overlap and " + contextTokens + " of headings");
        }
    }
}
