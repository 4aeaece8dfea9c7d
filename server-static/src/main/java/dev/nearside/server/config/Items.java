package dev.nearside.server.config;

import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonNull;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonString;
import dev.nearside.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A list of values of one kind. An item with a mistake leaves a null, so that the others keep their places.
 *
 * @param item what each may be
 * @param unique the key by which no two may be the same; empty if the items themselves may not
 */
record Items(Kind item, String unique) implements Kind {

    /** Items no two of which are the same. */
    static Items of(Kind item) {
        return new Items(item, "");
    }

    @Override
    public String type() {
        return item instanceof Group ? "list of objects" : "list of " + item.type() + "s";
    }

    @Override
    public String range() {
        return item.range();
    }

    @Override
    public JsonValue sound(String name, YamlNode node, Mistakes mistakes) {
        if (!(node instanceof YamlNode.Listing listing)) {
            boolean isAbsent = node instanceof YamlNode.Scalar scalar && scalar.value() == JsonNull.NULL;
            if (!isAbsent) {
                mistakes.add(node.at(), name, "must be a list, not " + node.found());
            }
            return JsonNull.NULL;
        }
        List<JsonValue> sound = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (YamlNode one : listing.items()) {
            String itemName = name + "[" + sound.size() + "]";
            if (one instanceof YamlNode.Scalar scalar && scalar.value() == JsonNull.NULL) {
                mistakes.add(one.at(), itemName, "is empty");
            }
            JsonValue value = item.sound(itemName, one, mistakes);
            String label = label(value);
            if (!label.isEmpty() && !seen.add(label)) {
                mistakes.add(labelAt(one), itemName, "'" + label + "' is there already");
            }
            sound.add(value);
        }
        return new JsonArray(sound);
    }

    private String label(JsonValue value) {
        JsonValue named =
                value instanceof JsonObject object ? object.get(unique).orElse(JsonNull.NULL) : value;
        return named instanceof JsonString string ? string.value() : "";
    }

    private Position labelAt(YamlNode one) {
        YamlNode.Member named =
                one instanceof YamlNode.Mapping mapping ? mapping.members().get(unique) : null;
        return named == null ? one.at() : named.value().at();
    }
}
