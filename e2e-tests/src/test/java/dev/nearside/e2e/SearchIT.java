package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.Proxy;
import dev.nearside.json.JsonCursor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code near.search}: what a person's own files answer. */
@ExtendWith(Suite.class)
class SearchIT {
    static final String NOTES = """
            [{name: 'notes/moon.md', text: '# The Moon\\n\\n## Rotation\\n\\nThe same side always faces the Earth,'
                + ' because tidal forces have locked its spin to its orbit.'},
             {name: 'notes/bread.txt', text: 'Knead the dough for ten minutes and let it rise overnight.'},
             {name: 'notes/tax.csv', text: 'item,amount\\nrent,900\\nheating,120\\n'}]""";

    @ParameterizedTest
    @ValueSource(strings = {"wasm-gc", "js"})
    void aQuestionFindsThePassageThatAnswersWithoutSharingItsWords(String backend, PlainPage page) {
        page.open(Map.of("backend", backend, "provider", "wasm"));

        JsonCursor answer = page.evaluate("""
                async near => {
                  const added = await near.search.add(%s);
                  const found = await near.search.query('Why do we never see the far hemisphere of our satellite?');
                  const first = found.passages[0];
                  const opened = await near.search.open(first.document.id);
                  return {added, found, cut: opened.text.slice(first.start, first.end)};
                }""".formatted(NOTES));

        assertThat(answer.field("added").items())
                .extracting(item -> item.field("status").asString())
                .containsExactly("indexed", "indexed", "indexed");
        JsonCursor first = answer.field("found").field("passages").items().get(0);
        assertThat(first.field("document").field("name").asString()).isEqualTo("notes/moon.md");
        assertThat(first.field("document").field("type").asString()).isEqualTo("markdown");
        assertThat(first.field("vectorRank").asInt()).isEqualTo(1);
        assertThat(first.field("text").asString()).contains("tidal forces");
        assertThat(answer.field("cut").asString()).isEqualTo(first.field("text").asString());
        assertThat(answer.field("found").field("model").asString()).isEqualTo("all-minilm-l6-v2");
        assertThat(answer.field("found").field("provider").asString()).isEqualTo("wasm");
    }

    @Test
    void wordsOfTheQuestionAreMarkedInAnyOfTheirForms(PlainPage page) {
        page.open(Map.of("provider", "wasm"));

        JsonCursor marked = page.evaluate("""
                async near => {
                  await near.search.add(%s);
                  const {passages: [first]} = await near.search.query('kneading dough', {limit: 1});
                  return first.marks.map(([start, end]) => first.text.slice(start, end));
                }""".formatted(NOTES));

        assertThat(marked.strings()).containsExactly("Knead", "dough");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wasm-gc", "js"})
    void whatWasIndexedIsThereAfterAReloadUntilItIsRemoved(
            String backend, BrowserContext context, ServerProcess server) {
        PlainPage first = PlainPage.isolated(context, server);
        first.open(Map.of("backend", backend, "provider", "wasm"));
        JsonCursor added = first.evaluate("near => near.search.add(" + NOTES + ")");
        first.page().close();

        PlainPage second = PlainPage.isolated(context, server);
        second.open(Map.of("backend", backend, "provider", "wasm"));
        JsonCursor found = second.evaluate("near => near.search.query('dough')");
        JsonCursor left = second.evaluate("""
                async near => {
                  const before = await near.search.documents();
                  const removed = await near.search.remove(before[0].id);
                  const again = await near.search.remove(before[0].id);
                  return {before, removed, again, after: await near.search.documents()};
                }""");
        JsonCursor cleared = second.evaluate("""
                async near => {
                  await near.search.clear();
                  const open = indexedDB.open('nearside-search');
                  const db = await new Promise(resolve => { open.onsuccess = () => resolve(open.result); });
                  const count = db.transaction('documents').objectStore('documents').count();
                  const stored = await new Promise(resolve => { count.onsuccess = () => resolve(count.result); });
                  const {passages} = await near.search.query('dough');
                  return {stored, listed: (await near.search.documents()).length, found: passages.length};
                }""");

        assertThat(added.items()).hasSize(3);
        assertThat(found.field("passages")
                        .items()
                        .get(0)
                        .field("document")
                        .field("name")
                        .asString())
                .isEqualTo("notes/bread.txt");
        assertThat(left.field("before").items())
                .extracting(document -> document.field("name").asString())
                .containsExactly("notes/bread.txt", "notes/moon.md", "notes/tax.csv");
        assertThat(left.field("removed").asBoolean()).isTrue();
        assertThat(left.field("again").asBoolean()).isFalse();
        assertThat(left.field("after").items()).hasSize(2);
        assertThat(cleared.field("listed").asInt()).isZero();
        assertThat(cleared.field("found").asInt()).isZero();
        assertThat(cleared.field("stored").asInt()).isZero();
    }

    @Test
    void theSameFileIsUnchangedAndOneOfItsNameTakesItsPlace(PlainPage page) {
        page.open(Map.of("provider", "wasm"));

        JsonCursor answer = page.evaluate("""
                async near => {
                  const status = async text => {
                    const [outcome] = await near.search.add([{name: 'a.txt', text}]);
                    return outcome.status + (outcome.replaced ? ', replaced' : '');
                  };
                  const statuses = [await status('One.'), await status('One.'), await status('Two.')];
                  const documents = await near.search.documents();
                  return {statuses, texts: await Promise.all(documents.map(async d => (await near.search.open(d.id)).text))};
                }""");

        assertThat(answer.field("statuses").strings()).containsExactly("indexed", "unchanged", "indexed, replaced");
        assertThat(answer.field("texts").strings()).containsExactly("Two.");
    }

    @Test
    void aSearchCanBeLimitedToSomeDocuments(PlainPage page) {
        page.open(Map.of("provider", "wasm"));

        JsonCursor names = page.evaluate("""
                async near => {
                  const [, bread] = await near.search.add(%s);
                  const {passages} = await near.search.query('the Moon', {documents: [bread.id]});
                  return passages.map(passage => passage.document.name);
                }""".formatted(NOTES));

        assertThat(names.strings()).containsExactly("notes/bread.txt");
    }

    @Test
    void ofNoDocumentsThereAreNoPassages(PlainPage page) {
        page.open(Map.of("provider", "wasm"));

        JsonCursor found = page.evaluate("""
                async near => {
                  await near.search.add(%s);
                  const count = async documents => (await near.search.query('the Moon', {documents})).passages.length;
                  return {none: await count([]), unknown: await count(['gone']), all: await count(undefined)};
                }""".formatted(NOTES));

        assertThat(found.field("none").asInt()).isZero();
        assertThat(found.field("unknown").asInt()).isZero();
        assertThat(found.field("all").asInt()).isPositive();
    }

    @Test
    void whatIsNoFileIsRefusedByItselfAndTheOthersGoOn(PlainPage page) {
        page.open(Map.of("provider", "wasm"));

        List<JsonCursor> outcomes = page.evaluate("""
                        near => near.search.add([new Blob(['x']), {name: 'a.txt', text: 'A.'}, {name: 'b.txt'}, null])""").items();

        assertThat(outcomes)
                .extracting(outcome -> outcome.field("status").asString())
                .containsExactly("refused", "indexed", "refused", "refused");
        assertThat(List.of(outcomes.get(0), outcomes.get(2), outcomes.get(3)))
                .extracting(outcome -> outcome.field("reason").asString())
                .containsExactly(
                        "file 0 has no name",
                        "b.txt is no File, no Blob and has no text",
                        "file 3 is no File, no Blob and has no text");
    }

    @Test
    void anAnswerTellsHowNearItIs(PlainPage page) {
        page.open(Map.of("provider", "wasm"));

        JsonCursor answer = page.evaluate("""
                async near => {
                  await near.search.add(%s);
                  return {far: await near.search.query('Who won the football match on Sunday?'),
                    near: await near.search.query('How is bread dough made?')};
                }""".formatted(NOTES));

        JsonCursor best = answer.field("near").field("passages").items().get(0);
        assertThat(answer.field("near").field("answered").asBoolean()).isTrue();
        assertThat(best.field("similarity").asDouble()).isBetween(0.3, 1.0);
        assertThat(best.field("coverage").asDouble()).isBetween(0.0, 1.0);
        assertThat(answer.field("far").field("answered").asBoolean()).isFalse();
        assertThat(answer.field("far").field("passages").items()).isNotEmpty();
    }

    @Test
    void wrongArgumentsAreRefusedInWords(PlainPage page) {
        page.open(Map.of("provider", "wasm"));

        List<Failure> failures = List.of(
                page.failureOf("near => near.search.add('text')"),
                page.failureOf("near => near.search.query('')"),
                page.failureOf("near => near.search.query('x', {limit: 0})"),
                page.failureOf("near => near.search.open('nothing')"));

        assertThat(failures)
                .allSatisfy(failure -> assertThat(failure.code()).isEqualTo("invalid_input"))
                .extracting(Failure::message)
                .containsExactly(
                        "search.add takes an array of files, Blobs with a name, or {name, text}",
                        "search.query takes a question in words",
                        "limit is a whole number from 1 to 1000",
                        "no document 'nothing' is indexed; it may have been removed");
    }

    @Test
    void nothingIsUploaded(Browser browser, ServerProcess server) {
        try (RecordingProxy proxy = new RecordingProxy();
                BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                        .setProxy(new Proxy(proxy.address()).setBypass("<-loopback>")))) {
            PlainPage page = PlainPage.isolated(context, server);
            page.open(Map.of("provider", "wasm"));
            JsonCursor bytesOut = page.evaluate("""
                    async near => {
                      await near.search.add(%s);
                      await near.search.query('What has locked its spin?');
                      return near.ledger().map(entry => entry.bytesOut);
                    }""".formatted(NOTES));

            // The plain page's headers are fetched through a tunnel, which the proxy refuses.
            assertThat(proxy.requests())
                    .filteredOn(request ->
                            !request.equals("CONNECT " + server.address().getAuthority()))
                    .as("what went over the network; " + proxy)
                    .anyMatch(request -> request.contains("/models/all-minilm-l6-v2/"))
                    .allMatch(request -> request.startsWith("GET " + server.address()))
                    .noneMatch(request -> request.contains("moon") || request.contains("spin"))
                    .noneMatch(request -> request.contains("/pdf/"));
            assertThat(bytesOut.items()).allMatch(bytes -> bytes.asInt() == 0);
        }
    }
}
