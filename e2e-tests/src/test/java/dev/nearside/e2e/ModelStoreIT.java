package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import dev.nearside.json.JsonCursor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models are kept in the browser's storage, whatever happens to them, to the tab, to the network or to the disk. */
@ExtendWith(Suite.class)
class ModelStoreIT {
    private static final String WEIGHTS = "model_int8-1.bin";
    private static final long BYTES = 1_389_504;
    private static final String ALL = WEIGHTS + " bytes=0-";

    private static final String LOAD = "near => near.models.load('tiny-llama').then(model => model.provider)";
    private static final String ASK = "near => near.chat.completions.create({model: 'tiny-llama', temperature: 0,"
            + " max_tokens: 8, messages: [{role: 'user', content: 'Hello!'}]})"
            + ".then(answer => answer.choices[0].message.content)";

    /** What is kept of weights: names of files with their lengths. */
    private static final String KEPT = "async near => {"
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

    private GatedSite site() {
        return Objects.requireNonNull(site);
    }

    private PlainPage page(BrowserContext context) {
        return page(context, "wasm-gc");
    }

    private PlainPage page(BrowserContext context, String backend) {
        PlainPage page = PlainPage.isolatedAt(context, site()::at);
        page.open(Map.of("provider", "wasm", "backend", backend));
        return page;
    }

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
    void aDownloadWhoseTabWasClosedGoesOnInAnother(BrowserContext context) {
        site().holdAfter(600_000);
        PlainPage first = page(context);
        first.page().evaluate("() => { window.plain.near.models.load('tiny-llama').catch(() => {}); }");
        PlainPage second = page(context);
        String part = awaitPart(second);
        first.page().close();
        site().open();

        String answer = second.evaluate(ASK).asString();

        assertThat(answer).isNotEmpty();
        assertThat(site().weights()).hasSize(2);
        assertThat(site().weights().get(1)).matches(WEIGHTS + " bytes=[1-9]\\d{5}-");
        assertThat(second.evaluate(KEPT).fields()).containsOnlyKeys(part.replace(".part", ""));
    }

    /** Waits until some of the weights are kept, and gives the name of that file. */
    private static String awaitPart(PlainPage page) {
        return page.evaluate("""
                async near => {
                  const kept = %s;
                  for (;;) {
                    for (const [name, size] of Object.entries(await kept())) {
                      if (size > 500000) { return name; }
                    }
                    await new Promise(resolve => setTimeout(resolve, 50));
                  }
                }""".formatted(KEPT)).asString();
    }

    /** Waits until tabs want a file that another is fetching, or until none is any more. */
    private static void awaitLocks(PlainPage page, String condition) {
        JsonCursor reached = page.evaluate("""
                async near => {
                  for (;;) {
                    const {held, pending} = await navigator.locks.query();
                    if (%s) { return true; }
                    await new Promise(resolve => setTimeout(resolve, 50));
                  }
                }""".formatted(condition));
        assertThat(reached.asBoolean()).isTrue();
    }

    @Test
    void aDownloadThatWasCancelledGoesOnWhenItIsAskedForAgain(BrowserContext context) {
        site().holdAfter(600_000);
        PlainPage page = page(context);
        Failure failure = page.failureOf("""
                near => {
                  const controller = new AbortController();
                  const onProgress = progress => { if (progress.loaded > 500000) { controller.abort(); } };
                  return near.models.load('tiny-llama', {signal: controller.signal, onProgress});
                }""");
        awaitLocks(page, "held.length === 0");
        JsonCursor partly =
                page.evaluate("near => near.models.list().then(all => all.find(m => m.id === 'tiny-llama').stored)");
        site().open();

        JsonCursor progress = page.evaluate("""
                async near => {
                  const seen = [];
                  await near.models.load('tiny-llama', {onProgress: progress => seen.push(progress.loaded)});
                  return seen.filter(loaded => loaded > 30000);
                }""");

        assertThat(failure.code()).isEqualTo("cancelled");
        assertThat(partly.field("complete").asBoolean()).isFalse();
        assertThat(partly.field("bytes").asLong()).isBetween(500_000L, 700_000L);
        assertThat(progress.items().get(0).asLong()).isGreaterThan(500_000L);
        assertThat(site().weights()).hasSize(2);
        assertThat(site().weights().get(1)).matches(WEIGHTS + " bytes=[1-9]\\d{5}-");
    }

    @Test
    void aPartThatWasDamagedIsNotBuiltUpon(BrowserContext context) {
        site().holdAfter(600_000);
        PlainPage page = page(context);
        Failure failure = page.failureOf("""
                near => {
                  const controller = new AbortController();
                  const onProgress = progress => { if (progress.loaded > 500000) { controller.abort(); } };
                  return near.models.load('tiny-llama', {signal: controller.signal, onProgress});
                }""");
        awaitLocks(page, "held.length === 0");
        String part = awaitPart(page);
        JsonCursor damaged = page.evaluate("""
                async near => {
                  const root = await navigator.storage.getDirectory();
                  const folder = await root.getDirectoryHandle('nearside-models');
                  const handle = await folder.getFileHandle('%s');
                  const writable = await handle.createWritable({keepExistingData: true});
                  await writable.write({type: 'write', position: 1000, data: new Uint8Array(50).fill(7)});
                  await writable.close();
                  return true;
                }""".formatted(part));
        site().open();

        String answer = page.evaluate(ASK).asString();

        assertThat(failure.code()).isEqualTo("cancelled");
        assertThat(damaged.asBoolean()).isTrue();
        assertThat(answer).isNotEmpty();
        assertThat(site().weights()).hasSize(3).last().isEqualTo(ALL);
    }

    @Test
    void twoTabsFetchAFileOnce(BrowserContext context) {
        site().holdAfter(600_000);
        PlainPage first = page(context);
        PlainPage second = page(context);
        first.page().evaluate("() => { window.loading = window.plain.near.models.load('tiny-llama'); }");
        String part = awaitPart(second);
        second.page().evaluate("() => { window.loading = window.plain.near.models.load('tiny-llama'); }");
        awaitLocks(second, "pending.length > 0");
        site().open();

        String ofTheFirst = first.evaluate("near => window.loading.then(model => model.provider)")
                .asString();
        String ofTheSecond = second.evaluate("near => window.loading.then(model => model.provider)")
                .asString();

        assertThat(part).endsWith(".part");
        assertThat(List.of(ofTheFirst, ofTheSecond)).containsOnly("wasm");
        assertThat(site().weights()).containsExactly(ALL);
    }

    @Test
    void aTabThatWaitsForAnotherCanBeCancelled(BrowserContext context) {
        site().holdAfter(600_000);
        PlainPage first = page(context);
        PlainPage second = page(context);
        first.page().evaluate("() => { window.loading = window.plain.near.models.load('tiny-llama'); }");
        String part = awaitPart(second);

        Failure failure = second.failureOf("""
                async near => {
                  const controller = new AbortController();
                  const loading = near.models.load('tiny-llama', {signal: controller.signal});
                  loading.catch(() => {});
                  while ((await navigator.locks.query()).pending.length === 0) {
                    await new Promise(resolve => setTimeout(resolve, 20));
                  }
                  controller.abort();
                  return loading;
                }""");
        site().open();
        String ofTheFirst = first.evaluate("near => window.loading.then(model => model.provider)")
                .asString();

        assertThat(part).endsWith(".part");
        assertThat(failure.code()).isEqualTo("cancelled");
        assertThat(ofTheFirst).isEqualTo("wasm");
    }

    @Test
    void aModelForWhichThereIsNoRoomIsHeldInMemory(BrowserContext context) {
        PlainPage page = page(context);
        overrideQuota(context, page, 1_000_000);

        String answer = page.evaluate(ASK).asString();

        assertThat(answer).isNotEmpty();
        assertThat(page.evaluate(KEPT).fields()).isEmpty();
    }

    @Test
    void aDownloadForWhichTheRoomRunsOutGoesOnInMemory(BrowserContext context) {
        site().holdAfter(600_000);
        PlainPage page = page(context);
        page.page().evaluate("() => { window.loading = window.plain.near.models.load('tiny-llama'); }");
        String part = awaitPart(page);
        overrideQuota(context, page, 300_000);
        site().open();

        String answer = page.evaluate(ASK).asString();

        assertThat(part).endsWith(".part");
        assertThat(answer).isNotEmpty();
        assertThat(page.evaluate(KEPT).fields()).isEmpty();
        assertThat(site().weights()).containsExactly(ALL);
    }

    private void overrideQuota(BrowserContext context, PlainPage page, int bytes) {
        CDPSession session = context.newCDPSession(page.page());
        JsonObject parameters = new JsonObject();
        parameters.addProperty("origin", site().at(""));
        parameters.addProperty("quotaSize", bytes);
        JsonObject ignored = session.send("Storage.overrideQuotaForOrigin", parameters);
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
