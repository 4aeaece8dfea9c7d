package dev.nearside.server.config;

import dev.nearside.json.JsonNull;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keys with values.
 *
 * @param keys those that there are
 * @param needed what is said if none of them is given; empty if that is all right
 */
record Group(List<Key> keys, String needed) implements Kind {
    public Group {
        keys = List.copyOf(keys);
    }

    /**
     * A key.
     *
     * @param name its name
     * @param kind what its value may be
     * @param fallback what holds without it, for the documentation; empty if it has to be given
     * @param meaning what it does, for the documentation
     */
    record Key(String name, Kind kind, String fallback, String meaning) {
        boolean isRequired() {
            return fallback.isEmpty();
        }
    }

    static Group of(Key... keys) {
        return new Group(List.of(keys), "");
    }

    @Override
    public String type() {
        return "object";
    }

    @Override
    public String range() {
        return "";
    }

    @Override
    public JsonValue sound(String name, YamlNode node, Mistakes mistakes) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            boolean isAbsent = node instanceof YamlNode.Scalar scalar && scalar.value() == JsonNull.NULL;
            if (!isAbsent) {
                mistakes.add(node.at(), name, "must be keys with values, not " + node.found());
            }
            return JsonNull.NULL;
        }
        if (!needed.isEmpty() && mapping.members().isEmpty()) {
            mistakes.add(node.at(), name, needed);
            return JsonNull.NULL;
        }
        refuseUnknown(mapping, mistakes);
        Map<String, JsonValue> sound = new LinkedHashMap<>();
        boolean isWhole = true;
        for (Key key : keys) {
            YamlNode.Member member = mapping.members().get(key.name());
            JsonValue value = member == null ? JsonNull.NULL : key.kind().sound(key.name(), member.value(), mistakes);
            if (value != JsonNull.NULL) {
                sound.put(key.name(), value);
            } else if (key.isRequired()) {
                isWhole = false;
                if (member == null) {
                    mistakes.add(node.at(), name, "'" + key.name() + "' is missing");
                } else if (member.value() instanceof YamlNode.Scalar scalar && scalar.value() == JsonNull.NULL) {
                    mistakes.add(member.value().at(), key.name(), "needs a value");
                }
            }
        }
        return isWhole ? new JsonObject(sound) : JsonNull.NULL;
    }

    private void refuseUnknown(YamlNode.Mapping mapping, Mistakes mistakes) {
        List<String> known = keys.stream().map(Key::name).toList();
        for (Map.Entry<String, YamlNode.Member> member : mapping.members().entrySet()) {
            if (!known.contains(member.getKey())) {
                String hint = Spelling.nearest(member.getKey(), known)
                        .map(name -> "did you mean '" + name + "'?")
                        .orElse("there are " + String.join(", ", known));
                mistakes.add(member.getValue().keyAt(), "'" + member.getKey() + "' is unknown; " + hint);
            }
        }
    }
}
