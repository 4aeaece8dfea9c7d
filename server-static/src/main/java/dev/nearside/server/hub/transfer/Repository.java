package dev.nearside.server.hub.transfer;

import dev.nearside.error.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * A repository on a hub.
 *
 * @param owner who it belongs to, for example {@code onnx-community}
 * @param name its name there
 * @param revision a branch, tag or commit; null for the main branch
 */
public record Repository(
        String owner, String name, @Nullable String revision) {
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";

    public Repository {
        boolean right = owner.matches(NAME) && name.matches(NAME) && !(owner + name).contains("..");
        if (!right || (revision != null && !revision.matches("[A-Za-z0-9][A-Za-z0-9._/-]*"))) {
            throw new InvalidInput("'" + owner + "/" + name + (revision == null ? "" : "@" + revision)
                    + "' is no repository; write OWNER/REPO or OWNER/REPO@REVISION");
        }
    }

    /**
     * Reads {@code OWNER/REPO} or {@code OWNER/REPO@REVISION}.
     *
     * @throws InvalidInput if it is neither
     */
    public static Repository parse(String text) {
        int at = text.indexOf('@');
        String place = at < 0 ? text : text.substring(0, at);
        int slash = place.indexOf('/');
        if (slash < 0) {
            throw new InvalidInput("'" + text + "' is no repository; write OWNER/REPO or OWNER/REPO@REVISION");
        }
        return new Repository(
                place.substring(0, slash), place.substring(slash + 1), at < 0 ? null : text.substring(at + 1));
    }

    /** {@code OWNER/REPO}. */
    public String place() {
        return owner + "/" + name;
    }

    @Override
    public String toString() {
        return place() + (revision == null ? "" : "@" + revision);
    }
}
