package dev.nearside.server.hub.transfer;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A file that a hub announced.
 *
 * @param path its path in the repository
 * @param address where it is
 * @param bytes its length
 * @param digest what its content must hash to; null if the hub does not say
 */
public record RemoteFile(
        String path, URI address, long bytes, @Nullable Digest digest) {}
