package dev.nearside.server.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Foundry Local. Its port changes from start to start; its models have an alias and variants for each kind of processor, of
 * which only those can be asked that were downloaded. Newer services list these under {@code /v1/models}, older ones under
 * {@code /openai/models}; aliases are in the catalog under {@code /foundry/list} where there is one.
 */
final class FoundryDialect implements Dialect {
    private final FoundryService service;
    private volatile URI root;

    FoundryDialect(URI address, FoundryService service) {
        this.root = URI.create(address.toString().replaceFirst("/v1$", ""));
        this.service = service;
    }

    @Override
    public URI chat(String deployment) {
        return Dialect.below(root, "/v1/chat/completions");
    }

    @Override
    public URI completions(String deployment) {
        return Dialect.below(root, "/v1/completions");
    }

    @Override
    public URI embeddings(String deployment) {
        return Dialect.below(root, "/v1/embeddings");
    }

    @Override
    public void lost() {
        service.find().ifPresent(found -> root = found);
    }

    @Override
    public List<ListedModel> models(Lookup lookup) {
        try {
            return list(lookup);
        } catch (UpstreamFailure e) {
            URI before = root;
            lost();
            if (root.equals(before)) {
                throw e;
            }
            return list(lookup);
        }
    }

    private List<ListedModel> list(Lookup lookup) {
        Set<String> variants = new LinkedHashSet<>();
        Set<String> loaded = ids(find(lookup, "/models/loaded", "/openai/loadedmodels"));
        Set<String> cached = ids(lookup.find(Dialect.below(root, "/openai/models")));
        Set<String> listed =
                cached.isEmpty() ? ids(Optional.of(lookup.get(Dialect.below(root, "/v1/models")))) : cached;
        loaded.stream().filter(listed::contains).forEach(variants::add);
        variants.addAll(listed);
        Map<String, ListedModel> models = new LinkedHashMap<>();
        Map<String, String> aliases = aliases(find(lookup, "/foundry/list"));
        for (String variant : variants) {
            String alias = aliases.getOrDefault(variant, aliases.get(unversioned(variant)));
            if (alias != null) {
                models.putIfAbsent(alias, new ListedModel(alias, variant, 0, null, Purpose.chats(alias)));
            }
        }
        for (String variant : variants) {
            models.putIfAbsent(variant, ListedModel.named(variant));
        }
        return List.copyOf(models.values());
    }

    private Optional<JsonNode> find(Lookup lookup, String... paths) {
        for (String path : paths) {
            Optional<JsonNode> found = lookup.find(Dialect.below(root, path));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Set<String> ids(Optional<JsonNode> list) {
        Set<String> ids = new LinkedHashSet<>();
        list.map(ListedModel::read).ifPresent(models -> models.forEach(model -> ids.add(model.id())));
        return ids;
    }

    /** The alias of each variant, by its id with and without its version. */
    private static Map<String, String> aliases(Optional<JsonNode> catalog) {
        Map<String, String> aliases = new LinkedHashMap<>();
        for (JsonNode model :
                catalog.map(list -> list.isArray() ? list : list.path("models")).orElse(MissingNode.getInstance())) {
            String alias = model.path("alias").asText("");
            for (String variant :
                    List.of(model.path("id").asText(""), model.path("name").asText(""))) {
                if (ListedModel.isUsable(alias) && !variant.isEmpty()) {
                    aliases.put(variant, alias);
                    aliases.putIfAbsent(unversioned(variant), alias);
                }
            }
        }
        return aliases;
    }

    /** {@code phi-4-mini-instruct-generic-cpu:4} without its version. */
    static String unversioned(String variant) {
        return variant.replaceFirst(":\\d+$", "");
    }
}
