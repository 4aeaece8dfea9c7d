package dev.nearside.server.hub;

import dev.nearside.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far a pull is.
 *
 * @param id the model's id
 * @param phase what is being done
 * @param source where the model comes from, for people; empty before that is known
 * @param file the file that is worked on; empty if none is
 * @param doneBytes how much of the download is here
 * @param totalBytes how much there is; 0 before that is known
 * @param note something that a person may want to know; empty if there is nothing
 * @param failure why it failed; null unless it did
 */
public record PullState(
        String id,
        Phase phase,
        String source,
        String file,
        long doneBytes,
        long totalBytes,
        String note,
        @Nullable Failure failure) {

    /** What a pull does, in this order; it ends in one of the last three. */
    public enum Phase {
        /** For another process that pulls the same model. */
        WAITING,
        /** The source is asked what it has. */
        ASKING,
        DOWNLOADING,
        CONVERTING,
        /** The golden case is computed, or run. */
        CHECKING,
        INSTALLED,
        FAILED,
        CANCELLED;

        /** The name as it stands in JSON, for example {@code downloading}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether nothing comes after it. */
        public boolean isLast() {
            return compareTo(INSTALLED) >= 0;
        }
    }

    /**
     * Why a pull failed.
     *
     * @param code in lower_snake_case, for example {@code access_denied}
     * @param message one line that says why and what to do
     */
    public record Failure(String code, String message) {}

    static PullState before(String id) {
        return new PullState(id, Phase.ASKING, "", "", 0, 0, "", null);
    }

    PullState in(Phase next) {
        return new PullState(id, next, source, "", doneBytes, totalBytes, note, failure);
    }

    PullState from(String nextSource) {
        return new PullState(id, Phase.ASKING, nextSource, "", 0, 0, note, null);
    }

    PullState with(String nextFile) {
        return new PullState(id, phase, source, nextFile, doneBytes, totalBytes, note, failure);
    }

    PullState noting(String text) {
        return new PullState(id, phase, source, file, doneBytes, totalBytes, text, failure);
    }

    PullState of(long nextDone, long nextTotal) {
        return new PullState(id, phase, source, file, nextDone, nextTotal, note, failure);
    }

    PullState failed(Failure why) {
        return new PullState(id, Phase.FAILED, source, "", doneBytes, totalBytes, "", why);
    }

    /** As the page reads it. */
    public JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder()
                .put("id", id)
                .put("state", phase.label())
                .put("source", source)
                .put("file", file)
                .put("doneBytes", doneBytes)
                .put("totalBytes", totalBytes)
                .put("note", note);
        if (failure != null) {
            json = json.put(
                    "error",
                    JsonObject.builder()
                            .put("code", failure.code())
                            .put("message", failure.message())
                            .build());
        }
        return json.build();
    }
}
