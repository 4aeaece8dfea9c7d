package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.nearside.json.JsonCursor;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models are kept in the browser's storage: fetched once, checked at each load, gone when they are removed. */
class ModelStoreIT extends ModelStoreFixture {
    @ParameterizedTest
    @ValueSource(strings = {"wasm-gc", "js"})
    void aModelIsFetchedOnceAndReadFromThisDeviceFromThenOn(String backend, BrowserContext context) {
        PlainPage first = page(context, backend);
        String answer = first.evaluate(ASK).asString();
        first.page().close();

        PlainPage second = page(context, backend);
        String again = second.evaluate(ASK).asString();

        assertThat(again).isEqualTo(answer);
        assertThat(site().weights()).containsExactly(ALL);
        JsonCursor stored =
                second.evaluate("near => near.models.stored()").items().get(0);
        assertThat(stored.field("id").asString()).isEqualTo("tiny-llama");
        assertThat(stored.field("complete").asBoolean()).isTrue();
        assertThat(stored.field("bytes").asLong())
                .isEqualTo(stored.field("total").asLong())
                .isGreaterThan(BYTES);
        assertThat(stored.field("providers").field("webgpu").field("complete").asBoolean())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wasm-gc", "js"})
    void aCopyThatWasDamagedIsFetchedAgain(String backend, BrowserContext context) {
        PlainPage page = page(context, backend);
        String answer = page.evaluate(ASK).asString();
        page.page().close();
        PlainPage later = page(context, backend);
        JsonCursor damaged = later.evaluate("""
                async near => {
                  const root = await navigator.storage.getDirectory();
                  const folder = await root.getDirectoryHandle('nearside-models');
                  for await (const [name, handle] of folder.entries()) {
                    const file = await handle.getFile();
                    if (file.size === %d) {
                      const bytes = new Uint8Array(await file.arrayBuffer());
                      bytes[700000] ^= 1;
                      const writable = await handle.createWritable();
                      await writable.write(bytes);
                      await writable.close();
                      return name;
                    }
                  }
                }""".formatted(BYTES));

        String again = later.evaluate(ASK).asString();

        assertThat(again).isEqualTo(answer);
        assertThat(site().weights()).containsExactly(ALL, ALL);
        assertThat(later.evaluate(KEPT).field(damaged.asString()).asLong()).isEqualTo(BYTES);
    }

    @Test
    void aModelThatIsLoadedOutlivesTheServer(BrowserContext context) {
        PlainPage page = page(context);
        String answer = page.evaluate(ASK).asString();
        site().close();

        EngineWorker.ofText(page.page()).later("throw new Error('a bug');");
        String again = page.evaluate(ASK).asString();

        assertThat(again).isEqualTo(answer);
        assertThat(site().weights()).containsExactly(ALL);
    }

    @Test
    void whatIsRemovedIsGone(BrowserContext context) {
        PlainPage page = page(context);
        String answer = page.evaluate(ASK).asString();

        JsonCursor stored = page.evaluate("near => near.models.remove('tiny-llama').then(() => near.models.stored())");
        JsonCursor kept = page.evaluate(KEPT);
        String again = page.evaluate(ASK).asString();

        assertThat(stored.items()).isEmpty();
        assertThat(kept.fields()).isEmpty();
        assertThat(again).isEqualTo(answer);
        assertThat(site().weights()).containsExactly(ALL, ALL);
    }

    @Test
    void filesThatAnotherModelSharesStay(BrowserContext context) {
        PlainPage page = page(context);
        String loaded = page.evaluate(LOAD).asString();
        JsonCursor shared = page.evaluate("""
                async near => {
                  const root = await navigator.storage.getDirectory();
                  const folder = await root.getDirectoryHandle('nearside-models');
                  for await (const [name, handle] of folder.entries()) {
                    if (name.endsWith('.manifest')) {
                      const text = await (await handle.getFile()).text();
                      const twin = await folder.getFileHandle(name.replace('tiny-llama', 'twin'), {create: true});
                      const writable = await twin.createWritable();
                      await writable.write(text.replaceAll('tiny-llama', 'twin'));
                      await writable.close();
                      return true;
                    }
                  }
                }""");

        JsonCursor stored = page.evaluate("near => near.models.remove('tiny-llama').then(() => near.models.stored())");

        assertThat(loaded).isEqualTo("wasm");
        assertThat(shared.asBoolean()).isTrue();
        assertThat(stored.items()).singleElement().satisfies(model -> {
            assertThat(model.field("id").asString()).isEqualTo("twin");
            assertThat(model.field("complete").asBoolean()).isTrue();
        });
        assertThat(page.evaluate(KEPT).fields()).hasSize(1);
    }

    @Test
    void aStoredModelChatsAfterAReloadWithoutTheServer(Browser browser, @TempDir Path folder) throws IOException {
        JvmLlama ignored = JvmLlama.install(folder);
        try (ServerProcess own = ServerProcess.start(folder);
                BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            ChatPage chat = ChatPage.open(page, own);
            chat.load();
            chat.awaitServiceWorker();

            own.kill();
            page.reload();
            chat.load();
            chat.say("Hello!");

            assertThat(chat.awaitAnswer(1, "done").textContent()).isNotEmpty();
            assertThat(page.evaluate("async () => { let bytes = 0;"
                            + " for (const name of await caches.keys()) {"
                            + "  const cache = await caches.open(name);"
                            + "  for (const request of await cache.keys()) {"
                            + "   if (new URL(request.url).pathname.endsWith('-1.bin')) { bytes += 1; } } }"
                            + " return bytes; }"))
                    .isEqualTo(0);
        }
    }
}
