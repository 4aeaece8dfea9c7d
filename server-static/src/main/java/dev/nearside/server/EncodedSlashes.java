package dev.nearside.server;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Map;

/** Slashes that are written as {@code %2F}: part of an id where models are described, and a trick everywhere else. */
final class EncodedSlashes {
    private static final String IDS = "/v1/models/";

    private EncodedSlashes() {}

    /**
     * Lets the request pass, or not.
     *
     * @throws BadRequestResponse if its path has one where no id stands
     */
    static void check(Context ctx) {
        String path = ctx.req().getRequestURI();
        if (path.toLowerCase(Locale.ROOT).contains("%2f") && !path.startsWith(IDS)) {
            throw new BadRequestResponse("slashes are not encoded in paths here", Map.of("code", "ambiguous_path"));
        }
    }
}
