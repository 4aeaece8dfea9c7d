package dev.nearside.server.openai;

import dev.nearside.server.chat.RequestFacts;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The headers of a request, for those who route it. */
final class RequestHeaders {
    private static final Set<String> SECRET =
            Set.of("authorization", "proxy-authorization", "cookie", "api-key", "x-api-key");

    private RequestHeaders() {}

    /** All but those that hold secrets. */
    static RequestFacts facts(Context ctx) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : Collections.list(ctx.req().getHeaderNames())) {
            if (!SECRET.contains(name.toLowerCase(Locale.ROOT))) {
                headers.putIfAbsent(name, ctx.req().getHeader(name));
            }
        }
        return new RequestFacts(headers);
    }
}
