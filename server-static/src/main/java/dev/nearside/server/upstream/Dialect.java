package dev.nearside.server.upstream;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Where a kind of server has what. Thread-safe. */
interface Dialect {

    /** Where that model chats. */
    URI chat(String deployment);

    /** Where that model goes on with texts. */
    URI completions(String deployment);

    /** Where that model embeds. */
    URI embeddings(String deployment);

    /**
     * The models that can be asked now.
     *
     * @throws UpstreamFailure if the server does not say
     */
    List<ListedModel> models(Lookup lookup);

    /** Nothing listens where it did: it is looked for again, if it can be elsewhere. */
    default void lost() {}

    /** The dialect of an upstream. */
    static Dialect of(UpstreamSettings settings) {
        return switch (settings.kind()) {
            case AZURE -> new AzureDialect(settings);
            case FOUNDRY -> new FoundryDialect(settings.baseUrl(), new FoundryService());
            case AUTO, OLLAMA -> new OpenAiDialect(settings.baseUrl(), true);
            case OPENAI -> new OpenAiDialect(settings.baseUrl(), false);
        };
    }

    /** A path below an address. */
    static URI below(URI base, String path) {
        return URI.create(base + path);
    }

    /** A name as one segment of a path, whatever is in it. */
    static String segment(String name) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        // Dots are not encoded, and alone they would go up.
        return encoded.matches("\\.{1,2}") ? encoded.replace(".", "%2E") : encoded;
    }
}
