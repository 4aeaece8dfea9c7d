package dev.nearside.retrieval;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How long a search takes on the JVM, by vectors and words, over made-up chunks: the time of one core, which other work
 * on the machine does not lengthen. Prints; asserts nothing.
 */
public final class SearchSpeed {
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final int DIMENSIONS = 384;
    private static final int CHUNKS_OF_A_DOCUMENT = 50;

    private SearchSpeed() {}

    /** Takes the numbers of chunks, by default 5,000 and 50,000. */
    public static void main(String[] arguments) {
        for (String chunks : arguments.length > 0 ? arguments : new String[] {"5000", "50000"}) {
            measure(Integer.parseInt(chunks));
        }
    }

    private static void measure(int chunks) {
        Random random = new Random(1);
        SearchIndex index = new SearchIndex(DIMENSIONS);
        long start = CPU.getCurrentThreadCpuTime();
        for (int i = 0; i < chunks / CHUNKS_OF_A_DOCUMENT; i++) {
            index.add(document("d" + i, random));
        }
        double built = (CPU.getCurrentThreadCpuTime() - start) / 1e6;
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            String question = "what " + word(random) + " does " + word(random) + " with " + word(random);
            float[] vector = vector(random);
            start = CPU.getCurrentThreadCpuTime();
            List<Passage> passages = index.search(question, vector, SearchOptions.of(10));
            times.add((CPU.getCurrentThreadCpuTime() - start) / 1e6);
            if (passages.size() != 10) {
                throw new IllegalStateException("found " + passages.size());
            }
        }
        times.sort(null);
        System.out.println(String.format(
                Locale.ROOT,
                "%,d chunks: built in %.0f ms, search median %.2f ms, 95 %% %.2f ms",
                chunks,
                built,
                times.get(200),
                times.get(380)));
    }

    private static IndexedDocument document(String id, Random random) {
        StringBuilder text = new StringBuilder();
        List<Chunk> chunks = new ArrayList<>();
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < CHUNKS_OF_A_DOCUMENT; i++) {
            int start = text.length();
            for (int w = 0; w < 130; w++) {
                text.append(word(random)).append(' ');
            }
            chunks.add(new Chunk(start, text.length() - 1, ""));
            vectors.add(vector(random));
        }
        return new IndexedDocument(
                id,
                Document.ofText(id, text.toString()),
                chunks,
                ChunkVectors.of(DIMENSIONS, vectors),
                new Provenance(1, 1, ""));
    }

    /** Of a vocabulary of some 40,000, frequent ones far more often, as in a language. */
    private static String word(Random random) {
        int number = (int) Math.exp(random.nextDouble() * Math.log(40_000));
        StringBuilder word = new StringBuilder();
        for (int rest = number * 31; rest > 0; rest /= 20) {
            word.append("bcdfghjklmnpqrstvwxz".charAt(rest % 20)).append("aeiou".charAt(rest % 5));
        }
        return word.toString();
    }

    private static float[] vector(Random random) {
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) random.nextGaussian() * 0.05f;
        }
        return vector;
    }
}
