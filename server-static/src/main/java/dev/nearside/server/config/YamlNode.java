package dev.nearside.server.config;

import dev.nearside.json.JsonNumber;
import dev.nearside.json.JsonString;
import dev.nearside.json.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a YAML file, and where it stands. */
sealed interface YamlNode {
    /** Where it begins. */
    Position at();

    /** What it is, as mistakes name it: {@code a list}, {@code the number 5}. */
    String found();

    /** A text, a number, true, false or nothing. */
    record Scalar(JsonValue value, Position at) implements YamlNode {
        @Override
        public String found() {
            String type = value instanceof JsonString ? "the text " : value instanceof JsonNumber ? "the number " : "";
            return type + value;
        }
    }

    /** Several values. */
    record Listing(List<YamlNode> items, Position at) implements YamlNode {
        public Listing {
            items = List.copyOf(items);
        }

        @Override
        public String found() {
            return "a list";
        }
    }

    /** Values by their keys, in the order of the file. */
    record Mapping(Map<String, Member> members, Position at) implements YamlNode {
        public Mapping {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public String found() {
            return "keys with values";
        }
    }

    /**
     * A key's value.
     *
     * @param keyAt where the key begins
     */
    record Member(Position keyAt, YamlNode value) {}
}
