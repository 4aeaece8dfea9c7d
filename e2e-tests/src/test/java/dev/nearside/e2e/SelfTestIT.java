package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** When a model's golden case runs, and when it is known to have passed. */
@ExtendWith(Suite.class)
class SelfTestIT {
    private static final String LOAD = "near => near.models.load('tiny-llama').then(loaded => loaded.selfTest)";
    private static final String KEY = "self-test tiny-llama wasm";

    private static @TempDir Path models;
    private static @Nullable ServerProcess server;

    @BeforeAll
    static void startAServerWithATinyLlama() throws IOException {
        JvmLlama ignored = JvmLlama.install(models);
        server = ServerProcess.start(models);
    }

    @AfterAll
    static void stopIt() {
        Objects.requireNonNull(server).close();
    }

    private static PlainPage page(BrowserContext context) {
        PlainPage page = PlainPage.isolated(context, Objects.requireNonNull(server));
        page.open(Map.of("provider", "wasm"));
        return page;
    }

    /** Has what is remembered come from another build, file or browser: its words are replaced one by one. */
    private static void change(PlainPage page, int word) {
        Object changed = page.page().evaluate("""
                ([key, word]) => {
                  const all = JSON.parse(localStorage.getItem('nearside.providers'));
                  const words = all[key].split(' ');
                  words[word] += 'x';
                  all[key] = words.join(' ');
                  localStorage.setItem('nearside.providers', JSON.stringify(all));
                  return true;
                }""", new Object[] {KEY, word});
        assertThat(changed).isEqualTo(true);
    }

    @Test
    void aSelfTestThatPassedIsNotRepeatedWithTheSameFilesAndProgram(BrowserContext context) {
        String first = page(context).evaluate(LOAD).asString();

        String later = page(context).evaluate(LOAD).asString();

        assertThat(first).isEqualTo("passed");
        assertThat(later).isEqualTo("passed before");
    }

    @Test
    void itRunsAgainForAnotherFileRuntimeOrProgram(BrowserContext context) {
        assertThat(page(context).evaluate(LOAD).asString()).isEqualTo("passed");
        int revision = 0;
        int runtime = 2;
        int program = 3;

        for (int word : new int[] {revision, runtime, program}) {
            change(page(context), word);
            assertThat(page(context).evaluate(LOAD).asString()).isEqualTo("passed");
        }

        assertThat(page(context).evaluate(LOAD).asString()).isEqualTo("passed before");
    }

    @Test
    void itRunsAgainAfterTheModelWasUnloaded(BrowserContext context) {
        assertThat(page(context).evaluate(LOAD).asString()).isEqualTo("passed");
        PlainPage page = page(context);
        assertThat(page.evaluate(LOAD).asString()).isEqualTo("passed before");

        String again = page.evaluate("near => near.models.unload('tiny-llama').then(() => (" + LOAD + ")(near))")
                .asString();

        assertThat(again).isEqualTo("passed");
    }

    @Test
    void itRunsAgainInTheSuccessorOfAnEngineThatFailed(BrowserContext context) {
        assertThat(page(context).evaluate(LOAD).asString()).isEqualTo("passed");
        PlainPage page = page(context);
        assertThat(page.evaluate(LOAD).asString()).isEqualTo("passed before");
        EngineWorker.ofText(page.page()).later("throw new Error('a bug');");

        String again = page.evaluate(LOAD).asString();

        assertThat(again).isEqualTo("passed");
    }
}
