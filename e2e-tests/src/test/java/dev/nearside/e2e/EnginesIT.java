package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.nearside.json.JsonCursor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** There is an engine for pictures and one for text, and who needs one of them has not the other. */
@ExtendWith(Suite.class)
class EnginesIT {
    private static final String LOADED =
            "async near => (await near.models.list())" + ".filter(model => model.loaded).map(model => model.id).sort()";

    @Test
    void theDigitDemoStartsTheEngineForPicturesOnly(Page page, ServerProcess server) {
        DigitsPage digits = DigitsPage.open(page, server, "");

        digits.takeSample(4);
        digits.awaitDigit(4);

        assertThat(EngineWorker.programs(page)).containsExactly("vision");
    }

    @Test
    void theSearchStartsTheEngineForTextOnly(Page page, ServerProcess server) {
        SearchPage search = SearchPage.with(page, server, SearchPage.file("lease.txt", "Pets are allowed."));

        List<String> programs = EngineWorker.programs(page);

        assertThat(search.ask("Are pets allowed?").first().innerText()).contains("Pets");
        assertThat(programs).containsExactly("text");
    }

    @Test
    void whoWillChatOpensWithTheEngineForTextOnly(PlainPage page) {
        page.open(Map.of("provider", "wasm", "engine", "text"));

        JsonCursor loaded = page.evaluate("near => near.models.load('all-minilm-l6-v2')");
        Object refusal = page.page()
                .evaluate("() => import('/nearside.js').then(nearside => nearside.open({engine: 'sound'}))"
                        + ".catch(e => `${e.code}: ${e.message}`)");

        assertThat(loaded.field("provider").asString()).isEqualTo("wasm");
        assertThat(page.info().field("backend").asString()).isEqualTo("wasm-gc");
        assertThat(EngineWorker.programs(page.page())).containsExactly("text");
        assertThat(refusal).isEqualTo("invalid_input: engine is 'vision' or 'text', not 'sound'");
    }

    @Test
    void eachModelIsLoadedOnTheEngineForItsTask(PlainPage page) {
        page.open(Map.of("provider", "wasm"));
        List<String> first = EngineWorker.programs(page.page());

        JsonCursor digits = page.evaluate("near => near.models.load('digits')");
        JsonCursor text = page.evaluate("near => near.models.load('all-minilm-l6-v2')");
        List<String> both = page.evaluate(LOADED).strings();
        JsonCursor unloaded = page.evaluate("async near => { await near.models.unload('digits'); return true; }");
        List<String> left = page.evaluate(LOADED).strings();

        assertThat(first).containsExactly("vision");
        assertThat(digits.field("manifest").field("id").asString()).isEqualTo("digits");
        assertThat(text.field("provider").asString()).isEqualTo("wasm");
        assertThat(both).containsExactly("all-minilm-l6-v2", "digits");
        assertThat(unloaded.asBoolean()).isTrue();
        assertThat(left).containsExactly("all-minilm-l6-v2");
        assertThat(EngineWorker.programs(page.page())).containsExactlyInAnyOrder("vision", "text");
    }

    @Test
    void anEngineThatFailsTakesNothingFromTheOther(PlainPage page) {
        page.open(Map.of("provider", "wasm"));
        JsonCursor tokens =
                page.evaluate("near => near.tokenizer.encode({model: 'all-minilm-l6-v2', input: 'one two three'})");
        JsonCursor text = page.evaluate("near => near.models.load('all-minilm-l6-v2')");
        Answer before = page.classify(Digits.of(2).toPicture(4, true), Map.of());

        EngineWorker.ofText(page.page()).later("throw new Error('a bug');");
        JsonCursor again =
                page.evaluate("near => near.tokenizer.encode({model: 'all-minilm-l6-v2', input: 'one two three'})");

        assertThat(text.field("model").asString()).isEqualTo("all-minilm-l6-v2");
        assertThat(before.index()).isEqualTo(2);
        assertThat(again.field("ids").items()).hasSameSizeAs(tokens.field("ids").items());
        assertThat(page.evaluate(LOADED).strings()).containsExactly("digits");
    }

    @Test
    void closingEndsThemAll(PlainPage page) {
        page.open(Map.of("provider", "wasm"));
        JsonCursor tokens = page.evaluate("near => near.tokenizer.encode({model: 'all-minilm-l6-v2', input: 'one'})");

        JsonCursor closed = page.evaluate("async near => { await near.close(); return true; }");
        Failure failure = page.failureOf("near => near.tokenizer.encode({model: 'all-minilm-l6-v2', input: 'one'})");

        assertThat(tokens.field("ids").items()).isNotEmpty();
        assertThat(closed.asBoolean()).isTrue();
        assertThat(failure.code()).isEqualTo("engine_closed");
        page.page().waitForCondition(() -> page.page().workers().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"list()", "stored()", "plan('digits')", "remove('digits')", "load('digits')", "unload('digits')"
            })
    void nothingIsToldOfModelsAfterClosing(String call, PlainPage page) {
        page.open(Map.of("provider", "wasm"));
        JsonCursor closed = page.evaluate("async near => { await near.close(); return true; }");

        Failure failure = page.failureOf("near => near.models." + call);

        assertThat(closed.asBoolean()).isTrue();
        assertThat(failure.code()).isEqualTo("engine_closed");
    }
}
