package dev.nearside.image;

import java.util.Arrays;

/** For each new pixel along one axis: which old pixels it is made of, and their shares. */
final class Taps {
    private final int[] first;
    private final int[] offset;
    private final float[] shares;

    private Taps(int[] first, int[] offset, float[] shares) {
        this.first = first;
        this.offset = offset;
        this.shares = shares;
    }

    /** Number of new pixels. */
    int count() {
        return first.length;
    }

    /** Each new pixel covers an equal part of the window; old pixels count by how much of it they cover. */
    static Taps area(double from, double length, int old, int count) {
        int[] first = new int[count];
        int[] offset = new int[count + 1];
        double cell = length / count;
        float[] shares = new float[count * ((int) Math.ceil(cell) + 2)];
        for (int i = 0; i < count; i++) {
            double start = from + i * cell;
            double end = start + cell;
            int low = (int) Math.max(0, Math.floor(start));
            int high = (int) Math.min(old, Math.ceil(end));
            first[i] = low;
            int at = offset[i];
            for (int k = low; k < high; k++) {
                shares[at] = (float) ((Math.min(end, k + 1) - Math.max(start, k)) / cell);
                at++;
            }
            offset[i + 1] = at;
        }
        return new Taps(first, offset, Arrays.copyOf(shares, offset[count]));
    }

    /** Each new pixel lies between two old centres; outside the image there is nothing, or the edge goes on. */
    static Taps linear(double from, double length, int old, int count, boolean edgeGoesOn) {
        int[] first = new int[count];
        int[] offset = new int[count + 1];
        float[] shares = new float[2 * count];
        for (int i = 0; i < count; i++) {
            double centre = from + (i + 0.5) * length / count - 0.5;
            double at = edgeGoesOn ? Math.max(0, Math.min(centre, old - 1)) : centre;
            int low = (int) Math.floor(at);
            float share = (float) (at - low);
            int from1 = Math.max(0, low);
            first[i] = from1;
            int next = offset[i];
            for (int k = from1; k <= low + 1 && k < old; k++) {
                shares[next] = k == low ? 1 - share : share;
                next++;
            }
            offset[i + 1] = next;
        }
        return new Taps(first, offset, Arrays.copyOf(shares, offset[count]));
    }

    /** One line of old pixels into one of new ones; a stride is the way from a pixel to the next. */
    void apply(float[] from, int fromStart, int fromStride, float[] to, int toStart, int toStride) {
        for (int i = 0; i < first.length; i++) {
            float sum = 0;
            int source = fromStart + first[i] * fromStride;
            for (int k = offset[i]; k < offset[i + 1]; k++) {
                sum += shares[k] * from[source];
                source += fromStride;
            }
            to[toStart + i * toStride] = sum;
        }
    }
}
