package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import dev.nearside.json.JsonCursor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing of a download is lost, whatever happens to the tab, to the network or to the disk. */
class ModelDownloadsIT extends ModelStoreFixture {
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

    /** Begins to load, and cancels the download once half of it is kept. */
    private static Failure cancelHalfWay(PlainPage page) {
        Failure failure = page.failureOf("""
                near => {
                  const controller = new AbortController();
                  const onProgress = progress => { if (progress.loaded > 500000) { controller.abort(); } };
                  return near.models.load('tiny-llama', {signal: controller.signal, onProgress});
                }""");
        awaitLocks(page, "held.length === 0");
        return failure;
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
        Failure failure = cancelHalfWay(page);
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
        Failure failure = cancelHalfWay(page);
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
}
