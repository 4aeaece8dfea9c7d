package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import dev.nearside.json.JsonCursor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Answers, and loads and unloads, leave memory as it was: WebAssembly's, and the GPU's buffers. */
@ExtendWith(Suite.class)
class ChatMemoryIT {
    private static final int MEBIBYTE = 1 << 20;

    @Test
    void twoHundredAnswersAndFiftyLoadsLeaveTheHeapOfWebAssemblyFlat(BrowserContext context, ChatServer chat) {
        PlainPage page = page(context, chat, "wasm");
        EngineMemory memory = EngineMemory.watch(page);

        answers(page, 50);
        long warm = memory.heapBytes();
        answers(page, 150);
        long used = memory.heapBytes();
        loads(page, 10);
        long loaded = memory.heapBytes();
        loads(page, 40);
        long reloaded = memory.heapBytes();

        assertThat(warm).isGreaterThan(MEBIBYTE);
        assertThat(used).isLessThanOrEqualTo(warm + MEBIBYTE);
        // Java's direct buffers wait for its collector; 40 times the model would be more.
        assertThat(reloaded).isLessThanOrEqualTo(loaded + 6 * MEBIBYTE);
    }

    @Test
    void twoHundredAnswersAndFiftyLoadsLeaveTheBuffersOfTheGpuFlat(BrowserContext context, ChatServer chat) {
        PlainPage page = page(context, chat, "webgpu");
        EngineMemory memory = EngineMemory.watch(page);

        answers(page, 5);
        long warm = memory.gpuBytes();
        int warmCount = memory.gpuBuffers();
        answers(page, 195);
        long used = memory.gpuBytes();
        int usedCount = memory.gpuBuffers();
        loads(page, 1);
        long loaded = memory.gpuBytes();
        loads(page, 49);
        long reloaded = memory.gpuBytes();

        assertThat(warm).isGreaterThan(MEBIBYTE);
        assertThat(used).isEqualTo(warm);
        assertThat(usedCount).isEqualTo(warmCount);
        assertThat(reloaded).isEqualTo(loaded);
    }

    private static PlainPage page(BrowserContext context, ChatServer chat, String provider) {
        PlainPage page = PlainPage.isolated(context, chat.server());
        page.open(Map.of("provider", provider));
        // Starts the engine; the model comes with the first answer.
        JsonCursor started = page.evaluate("near => near.tokenizer.encode({model: 'tiny-llama', input: 'Hi'})");
        assertThat(started.field("ids").items()).isNotEmpty();
        return page;
    }

    /** Of two tokens each, the questions being of about the same length. */
    private static void answers(PlainPage page, int count) {
        JsonCursor all = page.evaluate("""
                async near => {
                  let tokens = 0;
                  for (let i = 0; i < %d; i++) {
                    const answer = await near.chat.completions.create({model: 'tiny-llama', temperature: 0, max_tokens: 2,
                      messages: [{role: 'user', content: 'Hello ' + i %% 10}], logit_bias: {0: -100, 2: -100}});
                    tokens += answer.usage.completion_tokens;
                  }
                  return tokens;
                }""".formatted(count));
        assertThat(all.asInt()).isEqualTo(2 * count);
    }

    private static void loads(PlainPage page, int count) {
        JsonCursor done = page.evaluate("""
                async near => {
                  for (let i = 0; i < %d; i++) {
                    await near.models.unload('tiny-llama');
                    await near.chat.completions.create({model: 'tiny-llama', temperature: 0, max_tokens: 1,
                      messages: [{role: 'user', content: 'Hello'}]});
                  }
                  return true;
                }""".formatted(count));
        assertThat(done.asBoolean()).isTrue();
    }
}
