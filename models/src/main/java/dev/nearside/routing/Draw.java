package dev.nearside.routing;

/**
 * Shares requests among targets by their weights, by hashes: which target wins does not depend on which others there are, so
 * that one which goes away takes only its own requests along (weighted rendezvous hashing; Schindelhauer and Schomaker,
 * 2005).
 */
final class Draw {
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private Draw() {}

    /** The least wins. */
    static double rank(long draw, Target target) {
        long hash = FNV_OFFSET ^ draw;
        String id = target.id();
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * FNV_PRIME;
        }
        double uniform = ((mix(hash) >>> 11) + 0.5) * 0x1p-53;
        return -Math.log(uniform) / target.share().weight();
    }

    /** The finaliser of MurmurHash3, in David Stafford's thirteenth variant. */
    private static long mix(long hash) {
        long z = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
