package dev.nearside.server.gguf;

import dev.nearside.catalog.Licence;
import dev.nearside.catalog.Source;
import dev.nearside.server.gguf.format.GgufFile;
import dev.nearside.server.gguf.format.Metadata;
import java.util.Locale;
import java.util.Map;

/** What a GGUF file says of itself, for people. */
final class ModelCard {
    private static final Map<String, Licence> KNOWN = Map.of(
            "apache-2.0", new Licence("Apache-2.0", "https://www.apache.org/licenses/LICENSE-2.0"),
            "mit", new Licence("MIT", "https://opensource.org/license/mit"));

    private final GgufFile file;
    private final Metadata metadata;
    private final GgufSource source;

    ModelCard(GgufFile file, GgufSource source) {
        this.file = file;
        this.metadata = file.metadata();
        this.source = source;
    }

    String title() {
        return metadata.text("general.name").filter(name -> !name.isBlank()).orElse(source.id());
    }

    Licence licence() {
        String name = metadata.text("general.license").orElse("not stated in the file");
        String link = metadata.text("general.license.link").orElse("");
        Licence known = KNOWN.get(name.toLowerCase(Locale.ROOT));
        return known != null && link.isEmpty() ? known : new Licence(name, link);
    }

    Source source() {
        if (source.origin() != null) {
            return source.origin();
        }
        String page = metadata.text("general.source.url")
                .or(() -> metadata.text("general.url"))
                .orElse(null);
        return new Source("converted from " + file.path().getFileName(), page, null);
    }
}
