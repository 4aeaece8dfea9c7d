package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.json.JsonCursor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code near.search}: an index goes into a file, and comes out of it. */
@ExtendWith(Suite.class)
class SearchExportIT {
    @Test
    void anExportedIndexIsTheSameElsewhereAndADamagedOneChangesNothing(PlainPage page) {
        page.open(Map.of("provider", "wasm"));

        JsonCursor answer = page.evaluate("""
                async near => {
                  await near.search.add(%s);
                  const before = await near.search.query('tidal locking');
                  const file = await near.search.export();
                  await near.search.clear();
                  const failures = [];
                  const bytes = new Uint8Array(await file.arrayBuffer());
                  bytes[bytes.length - 100] ^= 1;
                  for (const bad of [new Blob(['hello']), file.slice(0, file.size - 1), new Blob([bytes])]) {
                    await near.search.import(bad).catch(e => failures.push(e.code));
                  }
                  const nothing = await near.search.documents();
                  const first = await near.search.import(file);
                  const second = await near.search.import(file);
                  const after = await near.search.query('tidal locking');
                  const unchanged = await near.search.add(%s);
                  return {failures, nothing, first, second, before: before.passages, after: after.passages, unchanged};
                }""".formatted(SearchIT.NOTES, SearchIT.NOTES));

        assertThat(answer.field("failures").strings())
                .containsExactly("invalid_input", "invalid_input", "invalid_input");
        assertThat(answer.field("nothing").items()).isEmpty();
        assertThat(answer.field("first").field("documents").asInt()).isEqualTo(3);
        assertThat(answer.field("second").field("documents").asInt()).isZero();
        assertThat(answer.field("after").value())
                .isEqualTo(answer.field("before").value());
        assertThat(answer.field("unchanged").items())
                .extracting(item -> item.field("status").asString())
                .containsOnly("unchanged");
    }

    @Test
    void someDocumentsAreExportedAndComeBackAsTheyWere(PlainPage page) {
        page.open(Map.of("provider", "wasm"));

        JsonCursor answer = page.evaluate("""
                async near => {
                  const [, bread] = await near.search.add(%s);
                  const before = await near.search.documents();
                  const copy = await near.search.export({documents: [bread.id, 'gone']});
                  await near.search.remove(bread.id);
                  const without = await near.search.documents();
                  const taken = await near.search.import(copy);
                  return {before, without: without.length, taken, after: await near.search.documents()};
                }""".formatted(SearchIT.NOTES));

        assertThat(answer.field("without").asInt()).isEqualTo(2);
        assertThat(answer.field("taken").field("documents").asInt()).isEqualTo(1);
        assertThat(answer.field("taken").field("replaced").asInt()).isZero();
        assertThat(answer.field("after").value())
                .isEqualTo(answer.field("before").value());
    }
}
