package dev.nearside.server.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds places by the paths of {@link dev.nearside.json.JsonCursor}. */
final class Paths {
    private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]]+)|\\[(\\d+)]");

    private Paths() {}

    /** Whether an item of a list has that key. */
    static boolean has(YamlNode list, int item, String key) {
        return list instanceof YamlNode.Listing listing
                && listing.items().get(item) instanceof YamlNode.Mapping mapping
                && mapping.members().containsKey(key);
    }

    /** Where the value of that path begins, for example {@code rules[1].then.policy}; where the last known step does, if it is not there. */
    static Position find(YamlNode root, String path) {
        return node(root, path).at();
    }

    /** The value of that path; the last known step, if it is not there. */
    static YamlNode node(YamlNode root, String path) {
        YamlNode at = root;
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            if (at instanceof YamlNode.Mapping mapping && mapping.members().containsKey(step.group(1))) {
                at = mapping.members().get(step.group(1)).value();
            } else if (at instanceof YamlNode.Listing listing && step.group(2) != null) {
                at = listing.items().get(Integer.parseInt(step.group(2)));
            } else {
                return at;
            }
        }
        return at;
    }
}
