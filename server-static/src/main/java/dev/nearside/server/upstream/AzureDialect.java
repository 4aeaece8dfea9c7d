package dev.nearside.server.upstream;

import java.net.URI;
import java.util.List;

/**
 * Azure OpenAI: the deployment is in the path, and {@code api-version} in the query; or its newer {@code /openai/v1}, which is as
 * OpenAI's. Deployments cannot be listed with a key, so the settings name them.
 */
final class AzureDialect implements Dialect {
    /** The newest that is generally available for deployments in the path. */
    private static final String VERSION = "2024-10-21";

    private final UpstreamSettings settings;
    private final boolean newer;

    AzureDialect(UpstreamSettings settings) {
        this.settings = settings;
        this.newer = settings.baseUrl().getPath().endsWith("/openai/v1");
    }

    @Override
    public URI chat(String deployment) {
        return route(deployment, "/chat/completions");
    }

    @Override
    public URI completions(String deployment) {
        return route(deployment, "/completions");
    }

    @Override
    public URI embeddings(String deployment) {
        return route(deployment, "/embeddings");
    }

    private URI route(String deployment, String path) {
        String version = settings.apiVersion();
        if (newer) {
            return Dialect.below(settings.baseUrl(), path + (version == null ? "" : query(version)));
        }
        String openAi = settings.baseUrl().getPath().endsWith("/openai") ? "" : "/openai";
        return Dialect.below(
                settings.baseUrl(),
                openAi + "/deployments/" + Dialect.segment(deployment) + path
                        + query(version == null ? VERSION : version));
    }

    private static String query(String version) {
        return "?api-version=" + Dialect.segment(version);
    }

    @Override
    public List<ListedModel> models(Lookup lookup) {
        return settings.models().keySet().stream().map(ListedModel::named).toList();
    }
}
