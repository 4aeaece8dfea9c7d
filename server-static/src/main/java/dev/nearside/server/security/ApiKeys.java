package dev.nearside.server.security;

import dev.nearside.error.InvalidInput;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Keys that requests must carry, if there are any: as {@code Authorization: Bearer KEY}, or as the password of
 * {@code Authorization: Basic}, which is how a browser sends what the person typed when it asked. Kept as hashes, compared
 * in constant time, never written down.
 */
public final class ApiKeys {
    /** Everybody may ask. */
    public static final ApiKeys NONE = new ApiKeys(List.of());

    private final List<byte[]> hashes;

    private ApiKeys(List<byte[]> hashes) {
        this.hashes = hashes;
    }

    /**
     * These keys.
     *
     * @param text keys with commas between them; blanks around them do not count
     * @throws InvalidInput if there is none
     */
    public static ApiKeys of(String text) {
        List<byte[]> hashes = new ArrayList<>();
        for (String key : text.split(",", -1)) {
            if (!key.isBlank()) {
                hashes.add(hash(key.strip()));
            }
        }
        if (hashes.isEmpty()) {
            throw new InvalidInput("there is no API key; write one or more, with commas between them");
        }
        return new ApiKeys(hashes);
    }

    /**
     * Lets the request pass, or not.
     *
     * @throws HttpResponseException 401 if it has no key, or a wrong one
     */
    public void check(Context ctx) {
        if (hashes.isEmpty()) {
            return;
        }
        Optional<String> given = given(ctx);
        if (given.isEmpty()) {
            throw refusal(ctx, "send an API key, as 'Authorization: Bearer KEY'");
        }
        if (!isKnown(given.get())) {
            throw refusal(ctx, "this API key is not one of this server's");
        }
    }

    private boolean isKnown(String key) {
        byte[] hash = hash(key);
        boolean known = false;
        for (byte[] other : hashes) {
            // No short cut: the time must not tell which key was nearly right.
            known |= MessageDigest.isEqual(hash, other);
        }
        return known;
    }

    private static Optional<String> given(Context ctx) {
        String header = ctx.header("Authorization");
        if (header == null) {
            return Optional.empty();
        }
        String[] parts = header.strip().split("\\s+", 2);
        if (parts.length < 2) {
            return Optional.empty();
        }
        return switch (parts[0].toLowerCase(Locale.ROOT)) {
            case "bearer" -> Optional.of(parts[1]);
            case "basic" -> password(parts[1]);
            default -> Optional.empty();
        };
    }

    private static Optional<String> password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(pair.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A browser asks the person when it is challenged with Basic; that is wanted for requests of the server's own page only. */
    private static HttpResponseException refusal(Context ctx, String message) {
        boolean page = "same-origin".equals(ctx.header("Sec-Fetch-Site"));
        String challenge =
                page ? "Basic realm=\"Nearside: any name, the API key as password\"" : "Bearer realm=\"Nearside\"";
        return new HttpResponseException(
                401, message, Map.of("code", "invalid_api_key", "WWW-Authenticate", challenge));
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Says nothing of the keys. */
    @Override
    public String toString() {
        return hashes.size() + " API keys";
    }
}
