package dev.nearside.e2e;

import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server with a tiny llama, behind a site that can hold its weights back and tells who asked for them. */
@ExtendWith(Suite.class)
abstract class ModelStoreFixture {
    static final String WEIGHTS = "model_int8-1.bin";
    static final long BYTES = 1_389_504;
    static final String ALL = WEIGHTS + " bytes=0-";

    static final String LOAD = "near => near.models.load('tiny-llama').then(model => model.provider)";
    static final String ASK = "near => near.chat.completions.create({model: 'tiny-llama', temperature: 0,"
            + " max_tokens: 8, messages: [{role: 'user', content: 'Hello!'}]})"
            + ".then(answer => answer.choices[0].message.content)";

    /** What is kept of weights: names of files with their lengths. */
    static final String KEPT = "async near => {"
            + "  const root = await navigator.storage.getDirectory(), kept = {};"
            + "  const folder = await root.getDirectoryHandle('nearside-models', {create: true});"
            + "  for await (const [name, handle] of folder.entries()) {"
            + "    const size = (await handle.getFile()).size;"
            + "    if (!name.endsWith('.manifest') && !name.endsWith('.pieces') && size > 1e5) { kept[name] = size; }"
            + "  }"
            + "  return kept;"
            + "}";

    private static @TempDir Path models;
    private static @Nullable ServerProcess server;

    private @Nullable GatedSite site;

    @BeforeAll
    static void startAServerWithATinyLlama() throws IOException {
        JvmLlama ignored = JvmLlama.install(models);
        server = ServerProcess.start(models);
    }

    @AfterAll
    static void stopIt() {
        server().close();
    }

    private static ServerProcess server() {
        return Objects.requireNonNull(server);
    }

    @BeforeEach
    void openTheSite() {
        site = new GatedSite(server());
    }

    @AfterEach
    void closeTheSite() {
        site().close();
    }

    final GatedSite site() {
        return Objects.requireNonNull(site);
    }

    final PlainPage page(BrowserContext context) {
        return page(context, "wasm-gc");
    }

    final PlainPage page(BrowserContext context, String backend) {
        PlainPage page = PlainPage.isolatedAt(context, site()::at);
        page.open(Map.of("provider", "wasm", "backend", backend));
        return page;
    }
}
