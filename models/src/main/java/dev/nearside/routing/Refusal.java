package dev.nearside.routing;

/**
 * Why a request is not answered at all.
 *
 * @param kind what is told to programs
 * @param message what is told to people
 */
public record Refusal(Kind kind, String message) {

    /** Kinds of refusals. Clients retry 5xx only, so that what would be refused again is 4xx. */
    public enum Kind {
        /** It is private, and only back ends off the device could answer. */
        PRIVATE(403, "private_request"),
        /** The switch keeps it nearer than the back ends that could answer. */
        REACH(403, "reach"),
        /** Policy, rule and wishes leave no back end. */
        POLICY(403, "policy"),
        /** A rule refuses it. */
        RULE(403, "rule"),
        /** It is dearer than the limit wherever it could be answered. */
        COST(403, "cost"),
        /** No back end has that model. */
        MODEL_NOT_FOUND(404, "model_not_found"),
        /** It holds what only an upstream can follow, and none may or can answer. */
        UNSUPPORTED(400, "unsupported_parameter"),
        /** It is longer than any context it could be answered in. */
        CONTEXT_LENGTH(400, "context_length_exceeded"),
        /** None can answer at the moment. */
        NO_BACKEND(503, "no_backend");

        private final int status;
        private final String code;

        Kind(int status, String code) {
            this.status = status;
            this.code = code;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }

        /** The {@code code} of OpenAI's error envelope, for example {@code private_request}. */
        public String code() {
            return code;
        }
    }
}
