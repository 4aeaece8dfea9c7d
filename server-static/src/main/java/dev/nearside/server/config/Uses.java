package dev.nearside.server.config;

import dev.nearside.json.JsonString;
import dev.nearside.server.upstream.UpstreamSettings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whom rules have asked first: whether there are such back ends, and models where the settings name all that there are. */
final class Uses {
    private static final List<String> DEVICE = List.of("tab", "jvm");

    private final YamlNode root;
    private final Set<String> backends = new LinkedHashSet<>(DEVICE);
    private final List<UpstreamSettings> upstreams;

    /**
     * Those of a file.
     *
     * @param others upstreams that are named elsewhere
     * @param upstreams those of the file whose entries are right; of the others only their names count
     */
    Uses(YamlNode root, Set<String> others, List<UpstreamSettings> upstreams) {
        this.root = root;
        this.upstreams =
                upstreams.stream().filter(one -> !others.contains(one.name())).toList();
        for (YamlNode one : items(Paths.node(root, "upstreams"))) {
            if (Paths.node(one, "name") instanceof YamlNode.Scalar scalar
                    && scalar.value() instanceof JsonString name) {
                backends.add(name.value());
            }
        }
        others.stream().filter(name -> !name.isEmpty()).sorted().forEach(backends::add);
    }

    private static List<YamlNode> items(YamlNode node) {
        return node instanceof YamlNode.Listing listing ? listing.items() : List.of();
    }

    /** The models on the device that are named. */
    List<Use> check(Mistakes mistakes) {
        List<Use> local = new ArrayList<>();
        List<YamlNode> rules = items(Paths.node(root, "routing.rules"));
        for (int i = 0; i < rules.size(); i++) {
            List<YamlNode> names = items(Paths.node(rules.get(i), "then.use"));
            for (int j = 0; j < names.size(); j++) {
                if (names.get(j) instanceof YamlNode.Scalar scalar && scalar.value() instanceof JsonString name) {
                    String path = "rules[" + i + "].then.use[" + j + "]";
                    check(new Named(name.value(), path, scalar.at()), mistakes, local);
                }
            }
        }
        return local;
    }

    /** A name, and where it stands. */
    private record Named(String text, String path, Position at) {
        String backend() {
            return text.substring(0, text.indexOf('/') < 0 ? text.length() : text.indexOf('/'));
        }

        /** Empty for a back end alone. */
        String model() {
            return text.substring(Math.min(text.length(), backend().length() + 1));
        }
    }

    private void check(Named named, Mistakes mistakes, List<Use> local) {
        if (named.text().isBlank()) {
            return;
        }
        if (!backends.contains(named.backend())) {
            mistakes.add(named.at(), named.path(), "there is no back end '" + named.backend() + "'" + meant(named));
        } else if (DEVICE.contains(named.backend()) && !named.model().isEmpty()) {
            String place = named.at().line() + ":" + named.at().column() + ": " + named.path();
            local.add(new Use(named.backend(), named.model(), place));
        } else if (!named.model().isEmpty()) {
            upstreams.stream()
                    .filter(one ->
                            one.name().equals(named.backend()) && !one.models().isEmpty())
                    .map(one -> List.copyOf(one.models().keySet()))
                    .filter(models -> !models.contains(named.model()))
                    .forEach(models -> mistakes.add(named.at(), named.path(), noModel(named, models)));
        }
    }

    private String meant(Named named) {
        if (named.model().isEmpty()) {
            // A model alone, where it has to be said whose.
            for (UpstreamSettings one : upstreams) {
                if (one.models().containsKey(named.text())) {
                    return didYouMean(one.name() + "/" + named.text());
                }
            }
        }
        String all = "; there are " + String.join(", ", backends) + ", and their models as BACKEND/MODEL";
        return Spelling.nearest(named.backend(), List.copyOf(backends))
                .map(name ->
                        didYouMean(name + named.text().substring(named.backend().length())))
                .orElse(all);
    }

    private static String noModel(Named named, List<String> models) {
        return "the upstream '" + named.backend() + "' has no model '" + named.model() + "' in these settings"
                + Spelling.nearest(named.model(), models)
                        .map(model -> didYouMean(named.backend() + "/" + model))
                        .orElse("; there are " + String.join(", ", models));
    }

    private static String didYouMean(String name) {
        return "; did you mean '" + name + "'?";
    }
}
