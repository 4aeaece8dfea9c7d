package dev.nearside.retrieval;

/**
 * The best of many by score, in a heap of bounded size; of equal scores the lower number is better, so that results
 * never depend on the order of the search. Used again for every search, so a search leaves no garbage.
 */
final class TopK {
    private int[] numbers = new int[0];
    private float[] scores = new float[0];
    private int capacity;
    private int size;

    /** Forgets everything, and keeps the best {@code count} from now on. */
    void reset(int count) {
        if (numbers.length < count) {
            numbers = new int[count];
            scores = new float[count];
        }
        capacity = count;
        size = 0;
    }

    int size() {
        return size;
    }

    /** The i-th best; only after {@link #sort}. */
    int number(int i) {
        return numbers[i];
    }

    /** The score of the i-th best; only after {@link #sort}. */
    float score(int i) {
        return scores[i];
    }

    void offer(int number, float score) {
        if (size < capacity) {
            siftUp(number, score);
        } else if (capacity > 0 && isWorse(numbers[0], scores[0], number, score)) {
            siftDown(number, score, size);
        }
    }

    /** Puts the best first. Nothing may be offered afterwards until {@link #reset}. */
    void sort() {
        for (int last = size - 1; last > 0; last--) {
            int number = numbers[last];
            float score = scores[last];
            numbers[last] = numbers[0];
            scores[last] = scores[0];
            siftDown(number, score, last);
        }
    }

    private void siftUp(int number, float score) {
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!isWorse(number, score, numbers[parent], scores[parent])) {
                break;
            }
            numbers[at] = numbers[parent];
            scores[at] = scores[parent];
            at = parent;
        }
        numbers[at] = number;
        scores[at] = score;
    }

    /** Replaces the root, the worst of all, in a heap of {@code count}. */
    private void siftDown(int number, float score, int count) {
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= count) {
                break;
            }
            if (child + 1 < count && isWorse(numbers[child + 1], scores[child + 1], numbers[child], scores[child])) {
                child++;
            }
            if (!isWorse(numbers[child], scores[child], number, score)) {
                break;
            }
            numbers[at] = numbers[child];
            scores[at] = scores[child];
            at = child;
        }
        numbers[at] = number;
        scores[at] = score;
    }

    private static boolean isWorse(int number, float score, int thanNumber, float thanScore) {
        return score < thanScore || (score == thanScore && number > thanNumber);
    }
}
