package dev.nearside.server.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The list of models of another Nearside. Its own chat models can be chosen here as any server's. Its virtual models are no
 * models, and whoever stands behind it is for it to choose: who wants one of these names it in the settings.
 */
final class NearsideList {
    private static final String OWNER = "nearside";
    private static final String VIRTUAL = "auto";

    private NearsideList() {}

    /** Whether that list is of a Nearside: it has a virtual model of its own. */
    static boolean isOne(JsonNode list) {
        for (JsonNode item : list.path("data")) {
            if (isOwn(item) && item.path("id").asText().equals(VIRTUAL)) {
                return true;
            }
        }
        return false;
    }

    static List<ListedModel> read(JsonNode list) {
        List<ListedModel> models = new ArrayList<>(ListedModel.read(list));
        for (JsonNode item : list.path("data")) {
            String id = item.path("id").asText();
            if (!isOwn(item) || id.equals(VIRTUAL) || id.startsWith(VIRTUAL + ":")) {
                models.replaceAll(model -> model.id().equals(id) ? model.notForChats() : model);
            }
        }
        return List.copyOf(models);
    }

    private static boolean isOwn(JsonNode item) {
        return item.path("owned_by").asText().equals(OWNER);
    }
}
