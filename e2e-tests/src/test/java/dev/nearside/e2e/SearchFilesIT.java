package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.json.JsonCursor;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of every kind: each has an outcome of its own, and none takes the others with it. */
@ExtendWith(Suite.class)
class SearchFilesIT {

    @ParameterizedTest
    @ValueSource(strings = {"wasm-gc", "js"})
    void aPdfIsFoundByItsPage(String backend, PlainPage page) {
        page.open(Map.of("backend", backend, "provider", "wasm"));
        byte[] pdf = PdfDraft.ofPages(
                "Page one is about baking bread.",
                "The second page is about baking bread in a wood-fired oven at home, too.\n".repeat(50)
                        + "It ends with a pendu-\nlum clock in the hall.");

        JsonCursor answer = page.evaluate("""
                async near => {
                  const [added] = await near.search.add([%s]);
                  const {passages} = await near.search.query('pendulum clock');
                  const first = passages.find(passage => passage.marks.length > 0);
                  return {added, first, opened: await near.search.open(added.id)};
                }""".formatted(file("clock.pdf", pdf)));

        assertThat(answer.field("added").field("status").asString()).isEqualTo("indexed");
        assertThat(answer.field("first").field("page").asInt()).isEqualTo(2);
        assertThat(answer.field("first").field("document").field("type").asString())
                .isEqualTo("pdf");
        assertThat(answer.field("first").field("text").asString()).contains("a pendulum clock in the hall");
        assertThat(answer.field("opened").field("pages").items()).hasSize(2);
    }

    @Test
    void aPassageOverTwoPagesNamesBoth(PlainPage page) {
        page.open(Map.of("provider", "wasm"));

        JsonCursor passages = page.evaluate(
                """
                async near => {
                  await near.search.add([%s]);
                  return (await near.search.query('pendulum clock')).passages;
                }""".formatted(file("clock.pdf", PdfDraft.ofPages("The pendulum swings.", "So the clock goes."))));

        assertThat(passages.items()).hasSize(1);
        assertThat(passages.items().get(0).field("page").asInt()).isEqualTo(1);
        assertThat(passages.items().get(0).field("pageEnd").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wasm-gc", "js"})
    void aJapanesePdfIsReadByTheTablesOfItsCharacters(String backend, PlainPage page) {
        page.open(Map.of("backend", backend, "provider", "wasm"));

        JsonCursor answer = page.evaluate("""
                async near => {
                  const [added] = await near.search.add([%s]);
                  const found = await near.search.query('検索');
                  return {added, text: (await near.search.open(added.id)).text, answered: found.answered,
                    marked: found.passages[0].marks.map(([from, to]) => found.passages[0].text.slice(from, to))};
                }""".formatted(file("japanese.pdf", PdfDraft.japanese("日本語の文書を検索する"))));

        assertThat(answer.field("added").field("status").asString()).isEqualTo("indexed");
        assertThat(answer.field("text").asString()).isEqualTo("日本語の文書を検索する");
        assertThat(answer.field("marked").strings()).containsExactly("検索");
        assertThat(answer.field("answered").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"load", "unload"})
    void indexingGoesOnWhenTheModelIsLoadedElsewhereOrUnloaded(String what, PlainPage page) {
        page.open(Map.of("provider", "auto"));

        JsonCursor answer = page.evaluate("""
                async near => {
                  const model = 'all-minilm-l6-v2';
                  const files = Array.from({length: 3}, (_, i) => ({name: `n${i}.txt`, text: `Note ${i}. `.repeat(600)}));
                  let changes = 0, changing = Promise.resolve();
                  const added = await near.search.add(files, {onProgress: at => {
                    if (at.step === 'embedding' && at.done > 0 && changes < 1 + at.file && changes < 2) {
                      changes++;
                      changing = changing.then(() => '%s' === 'load'
                        ? near.models.load(model, {provider: 'wasm'}) : near.models.unload(model));
                    }
                  }});
                  await changing;
                  const found = await near.search.query('note 2');
                  return {added, changes, ranks: found.passages.map(passage => passage.vectorRank)};
                }""".formatted(what));

        assertThat(answer.field("changes").asInt()).isEqualTo(2);
        assertThat(answer.field("added").items())
                .extracting(outcome -> outcome.field("status").asString())
                .hasSize(3)
                .containsOnly("indexed");
        assertThat(answer.field("ranks").items()).isNotEmpty();
    }

    @Test
    void whatCannotBeReadIsRefusedWithItsReasonAndTheRestIsIndexed(PlainPage page) {
        page.open(Map.of("provider", "wasm"));

        List<JsonCursor> outcomes = page.evaluate("""
                        async near => near.search.add([
                          {name: 'good.txt', text: 'The first good file.'},
                          {name: 'empty.txt', text: ''},
                          {name: 'blank.txt', text: ' \\n\\n '},
                          new File([crypto.getRandomValues(new Uint8Array(9000))], 'binary.dat'),
                          new File(['%%PDF-1.7 and no more'], 'broken.pdf'),
                          %s, %s,
                          new File([new Uint8Array(100 * 1024 * 1024)], 'huge.txt'),
                          {name: 'last.txt', text: 'The last good file.'}])""".formatted(
                                file("secret.pdf", PdfDraft.encrypted()), file("scan.pdf", PdfDraft.ofPages("", ""))))
                .items();

        assertThat(outcomes)
                .extracting(outcome -> outcome.field("status").asString())
                .containsExactly(
                        "indexed", "refused", "refused", "refused", "refused", "refused", "refused", "refused",
                        "indexed");
        assertThat(reason(outcomes.get(1))).isEqualTo("empty.txt is empty");
        assertThat(reason(outcomes.get(2))).isEqualTo("blank.txt has nothing but white space in it");
        assertThat(reason(outcomes.get(3))).startsWith("binary.dat is");
        assertThat(reason(outcomes.get(4))).startsWith("broken.pdf is broken or no PDF");
        assertThat(reason(outcomes.get(5))).contains("encrypted");
        assertThat(reason(outcomes.get(6))).contains("no text").contains("scan");
        assertThat(reason(outcomes.get(7))).contains("100 MiB");
    }

    @Test
    void fiveHundredFilesAreIndexedWhileQuestionsAreAnswered(PlainPage page) {
        page.open(Map.of("provider", "wasm"));

        JsonCursor answer = page.evaluate("""
                async near => {
                  const files = Array.from({length: 500}, (_, i) => ({name: `note-${i}.txt`, text: `Note ${i}.`}));
                  const steps = new Set();
                  let asked;
                  const added = await near.search.add(files, {onProgress: at => {
                    if (at.step) { steps.add(at.step); }
                    if (at.index === 20) { asked ??= near.search.query('note 7'); }
                  }});
                  const meanwhile = await asked;
                  const documents = await near.search.documents();
                  return {statuses: added.map(each => each.status), steps: [...steps], documents: documents.length,
                    meanwhile: meanwhile.passages.length};
                }""");

        assertThat(answer.field("statuses").strings()).hasSize(500).containsOnly("indexed");
        assertThat(answer.field("documents").asInt()).isEqualTo(500);
        assertThat(answer.field("meanwhile").asInt()).isPositive();
        assertThat(answer.field("steps").strings()).contains("reading", "chunking", "embedding", "storing");
    }

    @Test
    void aCancelledCallKeepsWhatWasDoneAndNothingOfTheFileInWork(PlainPage page) {
        page.open(Map.of("provider", "wasm"));

        JsonCursor answer = page.evaluate("""
                async near => {
                  const long = Array.from({length: 4000}, (_, i) => `Sentence number ${i} tells little.`).join(' ');
                  const stop = new AbortController();
                  const adding = near.search.add([{name: 'short.txt', text: 'Short.'}, {name: 'long.txt', text: long}], {
                    signal: stop.signal,
                    onProgress: at => { if (at.name === 'long.txt' && at.step === 'embedding') { stop.abort(); } },
                  });
                  const code = await adding.then(() => 'done', e => e.code);
                  await new Promise(resolve => setTimeout(resolve, 1500));
                  return {code, documents: (await near.search.documents()).map(each => each.name)};
                }""");

        assertThat(answer.field("code").asString()).isEqualTo("cancelled");
        assertThat(answer.field("documents").strings()).containsExactly("short.txt");
    }

    private static String reason(JsonCursor outcome) {
        return outcome.field("reason").asString();
    }

    /** A JavaScript expression for the file. */
    private static String file(String name, byte[] content) {
        return "new File([Uint8Array.from(atob('%s'), c => c.charCodeAt(0))], '%s')"
                .formatted(Base64.getEncoder().encodeToString(content), name);
    }
}
