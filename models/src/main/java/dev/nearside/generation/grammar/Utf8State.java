package dev.nearside.generation.grammar;

/**
 * How far a character of several bytes is: in the low byte how many are missing, above it the bounds of the next one
 * (Unicode 15, table 3-7).
 */
final class Utf8State {
    /** Between characters. */
    static final int WHOLE = 0;
    /** No character goes on so. */
    static final int BROKEN = -1;

    private Utf8State() {}

    static int next(int state, int b) {
        if (state != WHOLE) {
            int lowest = (state >> 8) & 255;
            int highest = (state >> 16) & 255;
            int missing = (state & 255) - 1;
            return b < lowest || b > highest ? BROKEN : missing == 0 ? WHOLE : state(missing, 0x80, 0xBF);
        }
        if (b < 0x80) {
            return WHOLE;
        }
        if (b >= 0xC2 && b <= 0xDF) {
            return state(1, 0x80, 0xBF);
        }
        if (b >= 0xE0 && b <= 0xEF) {
            return state(2, b == 0xE0 ? 0xA0 : 0x80, b == 0xED ? 0x9F : 0xBF);
        }
        return b >= 0xF0 && b <= 0xF4 ? state(3, b == 0xF0 ? 0x90 : 0x80, b == 0xF4 ? 0x8F : 0xBF) : BROKEN;
    }

    private static int state(int missing, int lowest, int highest) {
        return missing | (lowest << 8) | (highest << 16);
    }
}
