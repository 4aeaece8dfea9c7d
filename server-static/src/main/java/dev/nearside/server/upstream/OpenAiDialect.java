package dev.nearside.server.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * OpenAI's routes. Ollama and llama.cpp are asked besides how long a conversation they take, as their lists do not say it or
 * say what the model was trained for. Of another Nearside only its own models count, see {@link NearsideList}.
 */
final class OpenAiDialect implements Dialect {
    private static final int MOST_ASKED = 100;

    private final URI base;
    private final URI root;
    private final boolean curious;
    private final Map<String, OllamaModel> shown = new ConcurrentHashMap<>();

    /**
     * A server's routes.
     *
     * @param base with {@code /v1}
     * @param curious whether routes beside OpenAI's are tried
     */
    OpenAiDialect(URI base, boolean curious) {
        this.base = base;
        this.root = URI.create(base.toString().replaceFirst("/v1$", ""));
        this.curious = curious;
    }

    @Override
    public URI chat(String deployment) {
        return Dialect.below(base, "/chat/completions");
    }

    @Override
    public URI completions(String deployment) {
        return Dialect.below(base, "/completions");
    }

    @Override
    public URI embeddings(String deployment) {
        return Dialect.below(base, "/embeddings");
    }

    @Override
    public List<ListedModel> models(Lookup lookup) {
        JsonNode list = lookup.get(Dialect.below(base, "/models"));
        if (!list.isArray() && !list.path("data").isArray()) {
            throw lookup.noList();
        }
        List<ListedModel> models = NearsideList.isOne(list) ? NearsideList.read(list) : ListedModel.read(list);
        String owner = list.at("/data/0/owned_by").asText("");
        if (curious && owner.equals("library")) {
            return models.stream().map(model -> asOllamaHasIt(lookup, model)).toList();
        }
        if (curious && owner.equals("llamacpp")) {
            int context = lookup.find(Dialect.below(root, "/props"))
                    .map(props -> props.at("/default_generation_settings/n_ctx").asInt(0))
                    .orElse(0);
            return models.stream().map(model -> model.withContext(context)).toList();
        }
        return models;
    }

    /** Each model is asked for once. */
    private ListedModel asOllamaHasIt(Lookup lookup, ListedModel model) {
        OllamaModel known = shown.get(model.id());
        if (known == null && shown.size() < MOST_ASKED) {
            known = lookup.find(
                            Dialect.below(root, "/api/show"),
                            JsonNodeFactory.instance.objectNode().put("model", model.id()))
                    .map(OllamaModel::read)
                    .orElse(OllamaModel.UNKNOWN);
            shown.put(model.id(), known);
        }
        return known == null ? model : known.applyTo(model);
    }
}
