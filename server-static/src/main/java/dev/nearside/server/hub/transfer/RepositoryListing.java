package dev.nearside.server.hub.transfer;

import java.util.List;
import java.util.Optional;

/**
 * What a repository holds at one commit.
 *
 * @param repository whose it is
 * @param commit the commit that the revision stood for
 * @param licence as its card names it, for example {@code apache-2.0}; {@code unknown} if it does not
 * @param files every file
 */
public record RepositoryListing(Repository repository, String commit, String licence, List<RemoteFile> files) {
    public RepositoryListing {
        files = List.copyOf(files);
    }

    /** The file of that path. */
    public Optional<RemoteFile> find(String path) {
        return files.stream().filter(file -> file.path().equals(path)).findFirst();
    }
}
