package dev.nearside.routing;

/**
 * How an attempt failed.
 *
 * @param kind what happened
 * @param contentSent whether the client was sent content of the answer already; the role, comments and heartbeats are
 *     none
 */
public record Failure(Kind kind, boolean contentSent) {

    /** What can happen, and whether another target may be tried after it. */
    public enum Kind {
        /** No connection, or it broke. */
        CONNECTION(true),
        /** Nothing came in time. */
        TIMEOUT(true),
        /** 429, or a queue that is full. */
        BUSY(true),
        /** 5xx, or the runtime failed. */
        BROKEN(true),
        /** What came was not what the protocol says. */
        GARBLED(true),
        /** The model is not there after all. */
        NO_MODEL(true),
        /** Memory ran out, or the GPU device was lost. */
        MEMORY(true),
        /** The conversation is too long there after all. */
        CONTEXT(true),
        /** 400 and 422: it would be wrong elsewhere too. */
        MALFORMED(false),
        /** 401 and 403: whoever must not ask there is not helped round it. */
        UNAUTHORISED(false),
        /** The client does not want the answer any more. */
        CANCELLED(false);

        private final boolean fallsBack;

        Kind(boolean fallsBack) {
            this.fallsBack = fallsBack;
        }

        /** Whether another target may be tried, as long as no content was sent. */
        public boolean fallsBack() {
            return fallsBack;
        }

        /** The kind of an upstream's HTTP status of 400 and more. */
        public static Kind ofStatus(int status) {
            return switch (status) {
                case 401, 403, 407 -> UNAUTHORISED;
                case 404 -> NO_MODEL;
                case 408, 504 -> TIMEOUT;
                case 429 -> BUSY;
                default -> status >= 500 ? BROKEN : MALFORMED;
            };
        }
    }

    /** Before anything of the answer was sent. */
    public static Failure before(Kind kind) {
        return new Failure(kind, false);
    }
}
