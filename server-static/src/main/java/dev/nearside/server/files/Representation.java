package dev.nearside.server.files;

import org.jspecify.annotations.Nullable;

/**
 * One form of a file as RFC 9110 means it: bytes in one encoding.
 *
 * @param bytes the encoded bytes
 * @param sha256 their SHA-256 in hexadecimal digits, the entity tag
 * @param contentType media type, with a charset for text
 * @param encoding the content coding, {@code br} or {@code gzip}; null for none
 * @param immutable whether the address names these very bytes for ever
 */
record Representation(
        StoredBytes bytes,
        String sha256,
        String contentType,
        @Nullable String encoding,
        boolean immutable) {

    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    /** The strong entity tag: a weak one would break If-Range. */
    String etag() {
        return '"' + sha256 + '"';
    }

    String cacheControl() {
        return immutable ? FOR_EVER : "no-cache";
    }
}
