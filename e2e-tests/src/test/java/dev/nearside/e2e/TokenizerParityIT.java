package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import dev.nearside.catalog.CatalogEntry;
import dev.nearside.catalog.CatalogIndex;
import dev.nearside.catalog.ManifestReader;
import dev.nearside.catalog.Sha256;
import dev.nearside.json.Json;
import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonNumber;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonString;
import dev.nearside.json.JsonValue;
import dev.nearside.tokenizer.Encoding;
import dev.nearside.tokenizer.Family;
import dev.nearside.tokenizer.HardTexts;
import dev.nearside.tokenizer.Tokenizer;
import dev.nearside.tokenizer.Tokenizers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The compiled Java in the browser makes of hard texts the tokens and offsets that the JVM makes, which are those of
 * Hugging Face: for every kind of tokenizer, in WebAssembly and in JavaScript. The catalog gets a model that has nothing
 * of its own but the tokenizer.
 */
@ExtendWith(Suite.class)
class TokenizerParityIT {
    private static final String MODEL = "all-minilm-l6-v2";
    private static final long SEED = 2026;

    @ParameterizedTest
    @CsvSource({
        "wasm-gc,MINILM",
        "wasm-gc,LLAMA_3",
        "wasm-gc,QWEN_3",
        "wasm-gc,LLAMA_2",
        "js,MINILM",
        "js,LLAMA_3",
        "js,QWEN_3",
        "js,LLAMA_2"
    })
    void hardTextsHaveTheSameTokensAsOnTheJvm(String backend, Family family, PlainPage page) {
        byte[] compact = Tokenizers.compact(family.json());
        Tokenizer onTheJvm = Tokenizers.fromCompact(compact);
        List<String> texts = new ArrayList<>(HardTexts.all());
        texts.addAll(HardTexts.random(SEED, 300));
        serve(page, compact);
        page.open(Map.of("backend", backend, "provider", "wasm"));

        // One number after another, as 300,000 small arrays would take longer than the tokens.
        JsonCursor inTheTab = page.evaluate("""
                async near => {
                  const all = [];
                  for (const input of %s) {
                    const {ids, offsets} = await near.tokenizer.encode({model: '%s', input});
                    all.push(ids.flatMap((id, i) => [id, ...offsets[i]]).join(' '));
                  }
                  return all;
                }""".formatted(Json.write(JsonArray.ofStrings(texts)), MODEL));

        for (int i = 0; i < texts.size(); i++) {
            assertThat(inTheTab.items().get(i).asString())
                    .as("%s of seed %d: %s", family, SEED, Json.write(new JsonString(texts.get(i))))
                    .isEqualTo(shown(onTheJvm.encode(texts.get(i))));
        }
    }

    private static String shown(Encoding encoding) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < encoding.size(); i++) {
            shown.append(i == 0 ? "" : " ")
                    .append(encoding.id(i))
                    .append(' ')
                    .append(encoding.start(i))
                    .append(' ')
                    .append(encoding.end(i));
        }
        return shown.toString();
    }

    /** Puts another tokenizer in the place of the model's own: in its manifest, in the catalog, and at its address. */
    private static void serve(PlainPage page, byte[] compact) {
        String manifest =
                withTokenizer(new String(JvmEmbedder.bundled("manifest.json"), StandardCharsets.UTF_8), compact);
        String sha256 = Sha256.hexOf(manifest.getBytes(StandardCharsets.UTF_8));
        String index = new CatalogIndex(List.of(CatalogEntry.of(ManifestReader.read(manifest), sha256, true))).toJson();
        page.page().route("**/models/index.json*", route -> send(route, index.getBytes(StandardCharsets.UTF_8)));
        page.page()
                .route(
                        "**/models/" + MODEL + "/manifest.json*",
                        route -> send(route, manifest.getBytes(StandardCharsets.UTF_8)));
        page.page().route("**/models/" + MODEL + "/*-tokenizer.bin*", route -> send(route, compact));
    }

    private static String withTokenizer(String manifest, byte[] compact) {
        JsonCursor json = Json.read(manifest);
        String path = json.field("tokenizer").field("file").asString();
        List<JsonValue> files = new ArrayList<>();
        for (JsonCursor file : json.field("files").items()) {
            Map<String, JsonValue> members = new LinkedHashMap<>(file.asObject().members());
            if (file.field("path").asString().equals(path)) {
                members.put("bytes", JsonNumber.of(compact.length));
                members.put("sha256", new JsonString(Sha256.hexOf(compact)));
            }
            files.add(new JsonObject(members));
        }
        Map<String, JsonValue> members = new LinkedHashMap<>(json.asObject().members());
        members.put("files", new JsonArray(files));
        return Json.write(new JsonObject(members));
    }

    private static void send(Route route, byte[] body) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(200)
                .setHeaders(Map.of("Cross-Origin-Resource-Policy", "cross-origin"))
                .setContentType("application/octet-stream")
                .setBodyBytes(body));
    }
}
