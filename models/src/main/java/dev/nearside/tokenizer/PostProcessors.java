package dev.nearside.tokenizer;

import dev.nearside.json.JsonCursor;
import dev.nearside.tokenizer.PostProcessor.Trimming;
import java.util.ArrayList;
import java.util.List;

/** Reads post-processors; what they do with a pair of texts is not needed and not read. */
final class PostProcessors {
    private PostProcessors() {}

    static PostProcessor read(Component component) {
        return switch (component.type()) {
            case "TemplateProcessing" -> template(component);
            case "BertProcessing" -> {
                component.allowOnly("sep", "cls");
                yield new PostProcessor(pairId(component, "cls"), pairId(component, "sep"), Trimming.NONE);
            }
            case "RobertaProcessing" -> {
                component.allowOnly("sep", "cls", "trim_offsets", "add_prefix_space");
                yield new PostProcessor(pairId(component, "cls"), pairId(component, "sep"), trimming(component));
            }
            case "ByteLevel" -> {
                component.allowOnly("add_prefix_space", "trim_offsets", "use_regex");
                yield new PostProcessor(Ids.NONE, Ids.NONE, trimming(component));
            }
            case "Sequence" -> {
                component.allowOnly("processors");
                PostProcessor all = PostProcessor.NONE;
                for (Component part : component.parts("processors")) {
                    all = all.then(read(part));
                }
                yield all;
            }
            default -> throw component.unsupported("the post-processor");
        };
    }

    private static Trimming trimming(Component component) {
        if (!component.flag("trim_offsets", true)) {
            return Trimming.NONE;
        }
        return component.flag("add_prefix_space", true) ? Trimming.ALL_BUT_PREFIX_SPACE : Trimming.ALL_SPACES;
    }

    /** The id of {@code ["[SEP]", 102]}. */
    private static Ids pairId(Component component, String name) {
        List<JsonCursor> pair = component.json().field(name).items();
        if (pair.size() != 2) {
            throw component.json().field(name).error("expected a token and its id");
        }
        return new Ids(List.of(pair.get(1).asInt()));
    }

    private static PostProcessor template(Component component) {
        component.allowOnly("single", "pair", "special_tokens");
        List<Integer> before = new ArrayList<>();
        List<Integer> after = new ArrayList<>();
        boolean textSeen = false;
        for (JsonCursor item : component.json().field("single").items()) {
            if (item.optional("SpecialToken").isPresent()) {
                String name = item.field("SpecialToken").field("id").asString();
                JsonCursor ids =
                        component.json().field("special_tokens").field(name).field("ids");
                ids.items().stream().map(JsonCursor::asInt).forEach((textSeen ? after : before)::add);
            } else if (item.field("Sequence").field("id").asString().equals("A") && !textSeen) {
                textSeen = true;
            } else {
                throw item.error("a template of one text holds the sequence A once");
            }
        }
        if (!textSeen) {
            throw component.json().field("single").error("the sequence A is missing");
        }
        return new PostProcessor(new Ids(before), new Ids(after), Trimming.NONE);
    }
}
