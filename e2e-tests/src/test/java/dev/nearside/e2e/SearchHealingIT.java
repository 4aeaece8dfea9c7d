package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.nearside.json.JsonCursor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is indexed outlives engines, and stays in step with other tabs and with what the browser keeps. */
@ExtendWith(Suite.class)
class SearchHealingIT {
    private static final String TWENTY_FILES =
            "Array.from({length: 20}, (_, i) => ({name: `n${i}.txt`, text: `Note ${i}. `.repeat(200)}))";

    @ParameterizedTest
    @ValueSource(strings = {"wasm-gc", "js"})
    void anEngineThatFailsInTheMiddleAddsEachFileOnce(String backend, PlainPage page) {
        page.open(Map.of("backend", backend, "provider", "wasm"));
        JsonCursor before = page.evaluate("near => near.search.add([{name: 'before.txt', text: 'Before.'}])");
        page.page()
                .evaluate("() => { window.third = new Promise(resolve => { window.adding = plain.near.search.add("
                        + TWENTY_FILES + ", {onProgress: at => { if (at.index === 3) { resolve(); } }}); }); }");
        page.page().evaluate("() => window.third");

        EngineWorker.ofText(page.page()).later("throw new Error('a bug');");
        JsonCursor answer = page.evaluate("""
                async near => {
                  const added = await window.adding;
                  return {added, documents: await near.search.documents(), found: await near.search.query('note 12')};
                }""");

        assertThat(before.items()).hasSize(1);
        assertThat(answer.field("added").items())
                .hasSize(20)
                .extracting(item -> item.field("status").asString())
                .containsOnly("indexed");
        assertThat(answer.field("documents").items()).hasSize(21);
        assertThat(answer.field("found").field("passages").items()).isNotEmpty();
    }

    @Test
    void aFileThatBreaksTheEngineIsLeftOutTheThirdTime(BrowserContext context, ServerProcess server) {
        PlainPage page = PlainPage.isolated(context, server);
        page.page().route("**/app/engine*", SearchHealingIT::withAFileThatKills);
        page.open(Map.of("provider", "wasm"));

        JsonCursor outcomes = page.evaluate("""
                near => near.search.add([{name: 'one.txt', text: 'One.'}, {name: 'deadly.txt', text: 'x'.repeat(4242)},
                  {name: 'two.txt', text: 'Two.'}])""");

        assertThat(outcomes.items())
                .extracting(item -> item.field("status").asString())
                .containsExactly("indexed", "refused", "indexed");
        assertThat(outcomes.items().get(1).field("reason").asString())
                .isEqualTo("the engine failed over deadly.txt 2 times, so it was left out");
    }

    /** The engine's script, in which the first look at a file of 4,242 bytes is a failure that nothing catches. */
    private static void withAFileThatKills(Route route) {
        String script = route.fetch().text();
        route.fulfill(new Route.FulfillOptions()
                .setResponse(route.fetch())
                .setBody("const slice = Blob.prototype.slice; Blob.prototype.slice = function (...range) {"
                        + " if (this.size === 4242) { setTimeout(() => { throw new Error('deadly'); });"
                        + " return {arrayBuffer: () => new Promise(() => {})}; } return slice.apply(this, range); };\n"
                        + script));
    }

    @Test
    void aTabSeesWhatTheOtherAddedAndRemoved(BrowserContext context, ServerProcess server) {
        PlainPage first = PlainPage.isolated(context, server);
        PlainPage second = PlainPage.isolated(context, server);
        first.open(Map.of("provider", "wasm"));
        second.open(Map.of("provider", "wasm", "backend", "js"));

        JsonCursor nothing = second.evaluate("near => near.search.query('harbour')");
        JsonCursor added =
                first.evaluate("near => near.search.add([{name: 'sea.txt', text: 'Ships in the harbour.'}])");
        JsonCursor found = second.evaluate("near => near.search.query('harbour')");
        JsonCursor removed = second.evaluate("async near => near.search.remove((await near.search.documents())[0].id)");
        JsonCursor gone = first.evaluate("near => near.search.query('harbour')");

        assertThat(nothing.field("passages").items()).isEmpty();
        assertThat(added.items()).hasSize(1);
        assertThat(found.field("passages").items()).hasSize(1);
        assertThat(removed.asBoolean()).isTrue();
        assertThat(gone.field("passages").items()).isEmpty();
    }

    @Test
    void aFullDiskRefusesTheFileAndKeepsTheRest(PlainPage page) {
        page.open(Map.of("provider", "wasm"));
        JsonCursor before = page.evaluate("near => near.search.add([{name: 'small.txt', text: 'Small.'}])");
        limitStorage(page.page(), 100);

        // The browser hears of the limit only some seconds later.
        JsonCursor answer = page.evaluate("""
                async near => {
                  let last, count = 0;
                  do {
                    await new Promise(resolve => setTimeout(resolve, 500));
                    [last] = await near.search.add([{name: `more-${count++}.txt`, text: 'More.'}]);
                  } while (last.status !== 'refused' && count < 80);
                  const found = await near.search.query('small');
                  return {last, count, documents: (await near.search.documents()).length,
                    found: found.passages.map(each => each.document.name)};
                }""");

        assertThat(before.items()).hasSize(1);
        assertThat(answer.field("last").field("status").asString()).isEqualTo("refused");
        assertThat(answer.field("last").field("reason").asString())
                .contains("storage")
                .contains("full");
        assertThat(answer.field("documents").asInt())
                .isEqualTo(answer.field("count").asInt());
        assertThat(answer.field("found").strings()).contains("small.txt");
    }

    private static void limitStorage(Page page, int bytes) {
        CDPSession session = page.context().newCDPSession(page);
        com.google.gson.JsonObject arguments = new com.google.gson.JsonObject();
        arguments.addProperty(
                "origin", java.net.URI.create(page.url()).resolve("/").toString());
        arguments.addProperty("quotaSize", bytes);
        session.send("Storage.overrideQuotaForOrigin", arguments);
    }

    @Test
    void aDocumentOfAnotherModelIsFoundByItsWordsAndEmbeddedAnew(BrowserContext context, ServerProcess server) {
        PlainPage first = PlainPage.isolated(context, server);
        first.open(Map.of("provider", "wasm"));
        JsonCursor tampered = first.evaluate("""
                async near => {
                  const added = await near.search.add([{name: 'sea.txt', text: 'Ships in the harbour.'}]);
                  const open = indexedDB.open('nearside-search');
                  const db = await new Promise(resolve => { open.onsuccess = () => resolve(open.result); });
                  const store = db.transaction('documents', 'readwrite').objectStore('documents');
                  const record = await new Promise(resolve => {
                    store.get(added[0].id).onsuccess = event => resolve(event.target.result);
                  });
                  await new Promise(resolve => { store.put({...record, model: 'older'}).onsuccess = resolve; });
                  return added;
                }""");
        first.page().close();

        PlainPage second = PlainPage.isolated(context, server);
        second.open(Map.of("provider", "wasm"));
        JsonCursor answer = second.evaluate("""
                async near => {
                  const ranks = [];
                  for (let i = 0; i < 100 && !ranks.at(-1)?.vectorRank; i++) {
                    ranks.push((await near.search.query('harbour')).passages[0]);
                    await new Promise(resolve => setTimeout(resolve, 100));
                  }
                  return {first: ranks[0], last: ranks.at(-1), documents: await near.search.documents()};
                }""");

        assertThat(tampered.items()).hasSize(1);
        assertThat(answer.field("first").optional("vectorRank")).isEmpty();
        assertThat(answer.field("first").field("wordRank").asInt()).isEqualTo(1);
        assertThat(answer.field("last").field("vectorRank").asInt()).isEqualTo(1);
        assertThat(answer.field("documents").items()).hasSize(1);
    }
}
