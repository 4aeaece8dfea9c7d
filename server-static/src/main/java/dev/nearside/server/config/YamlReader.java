package dev.nearside.server.config;

import dev.nearside.json.JsonBool;
import dev.nearside.json.JsonNull;
import dev.nearside.json.JsonNumber;
import dev.nearside.json.JsonString;
import dev.nearside.json.JsonValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the YAML that settings need: keys, lists, texts, and JSON's numbers, {@code true}, {@code false} and {@code null}.
 * No aliases, with which a small file can stand for a huge one, and no tags, with which YAML can name classes.
 */
final class YamlReader {
    private static final int DEEPEST = 32;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?");
    private static final YamlNode NOTHING = new YamlNode.Mapping(Map.of(), Position.START);

    private final Iterator<Event> events;
    private final Mistakes mistakes;

    private YamlReader(List<Event> events, Mistakes mistakes) {
        this.events = events.iterator();
        this.mistakes = mistakes;
    }

    /** The text's value; without any the empty mapping. What is wrong is added to the mistakes. */
    static YamlNode read(String text, Mistakes mistakes) {
        List<Event> events = new ArrayList<>();
        try {
            LoadSettings settings = LoadSettings.builder().build();
            new Parse(settings).parseString(text).forEach(events::add);
        } catch (MarkedYamlEngineException e) {
            mistakes.add(position(e.getProblemMark()), "is not YAML: " + e.getProblem());
            return NOTHING;
        } catch (ReaderException e) {
            mistakes.add(position(text, e.getPosition()), "holds a character that YAML does not allow");
            return NOTHING;
        } catch (YamlEngineException e) {
            mistakes.add(Position.START, "is not YAML: " + e.getMessage());
            return NOTHING;
        }
        return isSimple(events, mistakes) ? new YamlReader(events, mistakes).document() : NOTHING;
    }

    /** Whether it is one document that is not nested too deeply for the recursion to come. */
    private static boolean isSimple(List<Event> events, Mistakes mistakes) {
        int depth = 0;
        int documents = 0;
        for (Event event : events) {
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            documents += event instanceof DocumentStartEvent ? 1 : 0;
            if (depth > DEEPEST || documents > 1) {
                mistakes.add(
                        position(event.getStartMark()),
                        depth > DEEPEST ? "is nested too deeply" : "a second document begins; one is read");
                return false;
            }
        }
        return true;
    }

    private YamlNode document() {
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof NodeEvent) {
                YamlNode root = node(event);
                boolean isEmpty = root instanceof YamlNode.Scalar scalar && scalar.value() == JsonNull.NULL;
                return isEmpty ? NOTHING : root;
            }
        }
        return NOTHING;
    }

    private YamlNode node(Event event) {
        Position at = position(event.getStartMark());
        if (event instanceof ScalarEvent scalar) {
            refuseTag(scalar.getTag(), at);
            return new YamlNode.Scalar(value(scalar), at);
        }
        if (event instanceof CollectionStartEvent start) {
            refuseTag(start.getTag(), at);
            return start instanceof MappingStartEvent ? mapping(at) : listing(at);
        }
        String name = event instanceof AliasEvent alias ? alias.getAlias().getValue() : "";
        mistakes.add(at, "aliases such as *" + name + " are not read; write the value itself");
        return new YamlNode.Scalar(JsonNull.NULL, at);
    }

    private void refuseTag(Optional<String> tag, Position at) {
        tag.ifPresent(name -> mistakes.add(at, "tags such as " + name + " are not read"));
    }

    private YamlNode listing(Position at) {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = events.next(); !(event instanceof CollectionEndEvent); event = events.next()) {
            items.add(node(event));
        }
        return new YamlNode.Listing(items, at);
    }

    private YamlNode mapping(Position at) {
        Map<String, YamlNode.Member> members = new LinkedHashMap<>();
        for (Event event = events.next(); !(event instanceof CollectionEndEvent); event = events.next()) {
            Position keyAt = position(event.getStartMark());
            YamlNode key = node(event);
            YamlNode value = node(events.next());
            if (event instanceof ScalarEvent scalar) {
                YamlNode.Member first = members.putIfAbsent(scalar.getValue(), new YamlNode.Member(keyAt, value));
                if (first != null) {
                    mistakes.add(
                            keyAt,
                            scalar.getValue(),
                            "stands here a second time; the first is in line "
                                    + first.keyAt().line());
                }
            } else {
                mistakes.add(keyAt, "a key must be a word, not " + key.found());
            }
        }
        return new YamlNode.Mapping(members, at);
    }

    /** As JSON has it: {@code yes} and {@code 0x10} are texts. */
    private static JsonValue value(ScalarEvent event) {
        return event.isPlain() ? plain(event.getValue()) : new JsonString(event.getValue());
    }

    /** What a text without quotes means. */
    static JsonValue plain(String text) {
        return switch (text) {
            case "", "~", "null" -> JsonNull.NULL;
            case "true", "false" -> new JsonBool(text.equals("true"));
            default -> NUMBER.matcher(text).matches() ? new JsonNumber(text) : new JsonString(text);
        };
    }

    private static Position position(Optional<Mark> mark) {
        return mark.map(one -> new Position(one.getLine() + 1, one.getColumn() + 1))
                .orElse(Position.START);
    }

    private static Position position(String text, int index) {
        String[] before = text.substring(0, Math.min(index, text.length())).split("\n", -1);
        return new Position(before.length, before[before.length - 1].length() + 1);
    }
}
