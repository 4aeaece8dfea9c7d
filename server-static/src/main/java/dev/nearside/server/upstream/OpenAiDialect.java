package dev.nearside.server.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * OpenAI's routes. Ollama and llama.cpp are asked besides how long a conversation they take, as their lists do not say it or
 * say what the model was trained for.
 */
final class OpenAiDialect implements Dialect {
    private static final Pattern NUM_CTX = Pattern.compile("(?m)^\\s*num_ctx\\s+(\\d{1,9})\\s*$");
    private static final int MOST_ASKED = 100;

    /** What Ollama gives a model on a machine without a large GPU, whatever it was trained for (its docs/context-length). */
    private static final int OLLAMA_CONTEXT = 4096;

    private final URI base;
    private final URI root;
    private final boolean curious;
    private final Map<String, Integer> contexts = new ConcurrentHashMap<>();

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
        List<ListedModel> models = ListedModel.read(list);
        String owner = list.at("/data/0/owned_by").asText("");
        if (curious && owner.equals("library")) {
            return models.stream()
                    .map(model -> model.withContext(ollamaContext(lookup, model)))
                    .toList();
        }
        if (curious && owner.equals("llamacpp")) {
            int context = lookup.find(Dialect.below(root, "/props"))
                    .map(props -> props.at("/default_generation_settings/n_ctx").asInt(0))
                    .orElse(0);
            return models.stream().map(model -> model.withContext(context)).toList();
        }
        return models;
    }

    private int ollamaContext(Lookup lookup, ListedModel model) {
        Integer known = contexts.get(model.id());
        if (known != null || contexts.size() >= MOST_ASKED) {
            return known == null ? 0 : known;
        }
        int context = lookup.find(
                        Dialect.below(root, "/api/show"),
                        JsonNodeFactory.instance.objectNode().put("model", model.id()))
                .flatMap(OpenAiDialect::ollamaContext)
                .orElse(0);
        contexts.put(model.id(), context);
        return context;
    }

    /** What the model's file sets; else the standard, or what it was trained for if that is less. */
    private static Optional<Integer> ollamaContext(JsonNode shown) {
        Matcher set = NUM_CTX.matcher(shown.path("parameters").asText(""));
        if (set.find()) {
            return Optional.of(Integer.parseInt(set.group(1)));
        }
        for (Map.Entry<String, JsonNode> info : shown.path("model_info").properties()) {
            if (info.getKey().endsWith(".context_length") && info.getValue().canConvertToInt()) {
                return Optional.of(Math.min(OLLAMA_CONTEXT, info.getValue().intValue()));
            }
        }
        return Optional.empty();
    }
}
