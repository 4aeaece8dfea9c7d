package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import dev.nearside.json.JsonCursor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine that breaks in the middle of an answer is replaced, and the same stream goes on. */
@ExtendWith(Suite.class)
class ChatHealingIT {
    private static final int TOKENS = 200;

    @ParameterizedTest
    @ValueSource(strings = {"wasm-gc", "js"})
    void aStreamGoesOnWhenTheEngineFails(String backend, BrowserContext context, ChatServer chat) {
        PlainPage page = PlainPage.isolated(context, chat.server());
        page.open(Map.of("provider", "wasm", "backend", backend));
        begin(page, TOKENS);

        EngineWorker.ofText(page.page()).later("throw new Error('a bug');");
        JsonCursor answer = page.evaluate("near => window.answering");

        check(answer.field("chunks").items(), answer.field("before").asInt(), TOKENS);
    }

    @Test
    void aStreamGoesOnOnWebAssemblyWhenTheDeviceIsLost(BrowserContext context, ChatServer chat) {
        PlainPage page = PlainPage.isolated(context, chat.server());
        page.open(Map.of("provider", "webgpu"));
        JsonCursor started = page.evaluate("near => near.tokenizer.encode({model: 'tiny-llama', input: 'Hi'})");
        EngineWorker.ofText(page.page()).keepDevice();
        begin(page, 24);

        EngineWorker.ofText(page.page()).later("self.device.destroy();");
        JsonCursor answer = page.evaluate("near => window.answering");

        assertThat(started.field("ids").items()).isNotEmpty();
        List<JsonCursor> chunks = answer.field("chunks").items();
        check(chunks, answer.field("before").asInt(), 24);
        assertThat(chunks.get(chunks.size() - 1)
                        .field("nearside")
                        .field("provider")
                        .asString())
                .isEqualTo("wasm");
    }

    /** Returns when three chunks are there. */
    private static void begin(PlainPage page, int tokens) {
        JsonCursor begun = page.evaluate("""
                near => new Promise((resolve, reject) => {
                  window.answering = (async () => {
                    const chunks = [];
                    for await (const chunk of near.chat.completions.create({model: 'tiny-llama', stream: true,
                        messages: [{role: 'user', content: 'Hello!'}], temperature: 0, max_tokens: %d,
                        logit_bias: {0: -100, 2: -100}})) {
                      chunks.push(chunk);
                      if (chunks.length === 3) { resolve(true); }
                    }
                    return {chunks, before: 3};
                  })();
                  window.answering.catch(reject);
                })""".formatted(tokens));

        assertThat(begun.asBoolean()).isTrue();
    }

    private static void check(List<JsonCursor> chunks, int before, int tokens) {
        JsonCursor last = chunks.get(chunks.size() - 1);
        assertThat(chunks).hasSizeGreaterThan(before);
        assertThat(chunks)
                .extracting(chunk -> chunk.field("id").asString())
                .containsOnly(chunks.get(0).field("id").asString());
        assertThat(chunks.stream()
                        .filter(chunk -> ChatIT.delta(chunk).optional("role").isPresent()))
                .hasSize(1);
        assertThat(last.field("nearside")
                        .field("usage")
                        .field("completion_tokens")
                        .asInt())
                .isEqualTo(tokens);
        assertThat(last.field("choices").items().get(0).field("finish_reason").asString())
                .isEqualTo("length");
    }
}
