package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import dev.nearside.json.JsonCursor;
import dev.nearside.runtime.ExecutionProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code near.chat}: OpenAI's shapes, streams that can be left, and the same answers as on the JVM. */
@ExtendWith(Suite.class)
class ChatIT {
    private static final List<String> QUESTIONS =
            List.of("Hello!", "What is the capital of France?", "Tell me of ships, harbours and the sea, at length.");

    /** Neither of the tokens that end an answer may come. */
    private static final String ENDLESS = "logit_bias: {0: -100, 2: -100}";

    private static PlainPage page(BrowserContext context, ChatServer chat, String backend) {
        PlainPage page = PlainPage.isolated(context, chat.server());
        page.open(Map.of("provider", "wasm", "backend", backend));
        return page;
    }

    private static String create(String question, String more) {
        return "near.chat.completions.create({model: 'tiny-llama', messages: [{role: 'user', content: '" + question
                + "'}], temperature: 0, " + more + "})";
    }

    @ParameterizedTest
    @ValueSource(strings = {"wasm-gc", "js"})
    void greedyAnswersAreThoseOfTheJvm(String backend, BrowserContext context, ChatServer chat) {
        PlainPage page = page(context, chat, backend);

        List<String> answers = QUESTIONS.stream()
                .map(question -> page.evaluate("near => " + create(question, "max_tokens: 24"))
                        .field("choices")
                        .items()
                        .get(0)
                        .field("message")
                        .field("content")
                        .asString())
                .toList();

        assertThat(answers).isEqualTo(chat.llama().greedy(QUESTIONS, 24, ExecutionProvider.WASM));
    }

    @Test
    void webGpuAnswersAsTheJvmDoes(BrowserContext context, ChatServer chat) {
        PlainPage page = page(context, chat, "wasm-gc");

        JsonCursor answer = page.evaluate("near => " + create(QUESTIONS.get(0), "max_tokens: 8, provider: 'webgpu'"));

        assertThat(answer.field("nearside").field("provider").asString()).isEqualTo("webgpu");
        assertThat(answer.field("choices")
                        .items()
                        .get(0)
                        .field("message")
                        .field("content")
                        .asString())
                .isEqualTo(chat.llama()
                        .greedy(QUESTIONS.subList(0, 1), 8, ExecutionProvider.CPU)
                        .get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wasm-gc", "js"})
    void aStreamBringsTheWholeAnswerInPieces(String backend, BrowserContext context, ChatServer chat) {
        PlainPage page = page(context, chat, backend);

        JsonCursor answer = page.evaluate("""
                async near => {
                  const whole = await %s, chunks = [];
                  for await (const chunk of %s) { chunks.push(chunk); }
                  return {whole, chunks};
                }""".formatted(
                create("Hello!", "max_tokens: 20, " + ENDLESS),
                create("Hello!", "max_tokens: 20, stream: true, stream_options: {include_usage: true}, " + ENDLESS)));

        JsonCursor whole = answer.field("whole");
        List<JsonCursor> chunks = answer.field("chunks").items();
        List<JsonCursor> deltas = chunks.subList(0, chunks.size() - 1);
        assertThat(whole.field("usage").field("completion_tokens").asInt()).isEqualTo(20);
        assertThat(whole.field("choices").items().get(0).field("finish_reason").asString())
                .isEqualTo("length");
        assertThat(text(deltas))
                .isEqualTo(whole.field("choices")
                        .items()
                        .get(0)
                        .field("message")
                        .field("content")
                        .asString());
        assertThat(chunks)
                .extracting(chunk -> chunk.field("id").asString())
                .containsOnly(chunks.get(0).field("id").asString());
        assertThat(delta(chunks.get(0)).field("role").asString()).isEqualTo("assistant");
        assertThat(deltas.get(deltas.size() - 1)
                        .field("nearside")
                        .field("provider")
                        .asString())
                .isEqualTo("wasm");
        JsonCursor closing = chunks.get(chunks.size() - 1);
        assertThat(closing.field("choices").items()).isEmpty();
        assertThat(closing.field("usage").field("completion_tokens").asInt()).isEqualTo(20);
        assertThat(closing.field("nearside")
                        .field("timings")
                        .field("predicted_per_second")
                        .asDouble())
                .isPositive();
    }

    static JsonCursor delta(JsonCursor chunk) {
        return chunk.field("choices").items().get(0).field("delta");
    }

    static String text(List<JsonCursor> deltas) {
        StringBuilder text = new StringBuilder();
        deltas.forEach(chunk -> delta(chunk).optional("content").ifPresent(content -> text.append(content.asString())));
        return text.toString();
    }

    @Test
    void answersThatAreAbortedAtAnyMomentLeaveTheEngineServing(BrowserContext context, ChatServer chat) {
        PlainPage page = page(context, chat, "wasm-gc");

        JsonCursor answer = page.evaluate("""
                async near => {
                  const before = await %1$s, codes = [];
                  for (let i = 0; i < 20; i++) {
                    const controller = new AbortController(), signal = controller.signal;
                    const abortIn = ms => setTimeout(() => controller.abort(), ms);
                    let seen = 0;
                    if (i < 5) { abortIn(i); }
                    try {
                      for await (const chunk of near.chat.completions.create({model: 'tiny-llama', stream: true,
                          messages: [{role: 'user', content: 'Hello! '.repeat(20)}], max_tokens: 300, %2$s}, {signal})) {
                        if (signal.aborted) { codes.push('late'); }
                        if (++seen === i) { abortIn(i %% 4); }
                      }
                    } catch (e) { codes.push(e.code); }
                  }
                  return {codes, before, after: await %1$s};
                }""".formatted(create("Hello!", "max_tokens: 10"), ENDLESS));

        assertThat(answer.field("codes").strings()).hasSize(20).containsOnly("cancelled");
        assertThat(answer.field("after").field("choices").value())
                .isEqualTo(answer.field("before").field("choices").value());
    }

    @Test
    void whoLeavesTheLoopStopsTheAnswerAndOthersAreAnsweredMeanwhile(BrowserContext context, ChatServer chat) {
        PlainPage page = page(context, chat, "wasm-gc");

        JsonCursor answer = page.evaluate("""
                async near => {
                  const stream = await %s, seen = [];
                  for await (const chunk of stream) {
                    seen.push(chunk);
                    if (seen.length === 3) {
                      const made = await near.tokenizer.encode({model: 'tiny-llama', input: 'Hello'});
                      seen.push(made.ids.length);
                    }
                    if (seen.length > 6) { break; }
                  }
                  return {aborted: stream.controller.signal.aborted, after: await stream.next(), next: await %s};
                }""".formatted(
                create("Hello!", "max_tokens: 400, stream: true, " + ENDLESS), create("Hello!", "max_tokens: 2")));

        assertThat(answer.field("aborted").asBoolean()).isTrue();
        assertThat(answer.field("after").field("done").asBoolean()).isTrue();
        assertThat(answer.field("next").field("choices").items()).hasSize(1);
    }

    @Test
    void stopsChoicesLogprobsAndJsonAreKept(BrowserContext context, ChatServer chat) {
        PlainPage page = page(context, chat, "wasm-gc");

        JsonCursor answer = page.evaluate("""
                async near => {
                  const whole = await %s;
                  const text = whole.choices[0].message.content, stop = text.slice(8, 12);
                  const ask = more => near.chat.completions.create({model: 'tiny-llama', temperature: 0,
                    messages: [{role: 'user', content: 'Hello!'}], max_tokens: 24, %s, ...more});
                  const json = await ask({response_format: {type: 'json_object'}, temperature: 1, seed: 3});
                  return {text, stop, stopped: await ask({stop}), several: await ask({n: 3, temperature: 1, seed: 5}),
                    known: await ask({logprobs: true, top_logprobs: 2}),
                    json: typeof JSON.parse(json.choices[0].message.content)};
                }""".formatted(create("Hello!", "max_tokens: 24, " + ENDLESS), ENDLESS));

        String text = answer.field("text").asString();
        JsonCursor stopped = answer.field("stopped").field("choices").items().get(0);
        assertThat(stopped.field("message").field("content").asString())
                .isEqualTo(text.substring(0, text.indexOf(answer.field("stop").asString())));
        assertThat(stopped.field("finish_reason").asString()).isEqualTo("stop");
        assertThat(answer.field("several").field("choices").items()).hasSize(3);
        assertThat(answer.field("known")
                        .field("choices")
                        .items()
                        .get(0)
                        .field("logprobs")
                        .field("content")
                        .items())
                .hasSize(24)
                .allSatisfy(
                        token -> assertThat(token.field("top_logprobs").items()).hasSize(2));
        assertThat(answer.field("json").asString()).isEqualTo("object");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                model: 'no-such', messages: [{role: 'user', content: 'Hi'}]      | model_not_found
                model: 'digits', messages: [{role: 'user', content: 'Hi'}]       | invalid_input
                model: 'tiny-llama', messages: []                                | invalid_input
                model: 'tiny-llama'                                              | invalid_input
                model: 'tiny-llama', messages: [{role: 'user', content: 'Hi'}], temperature: 9 | invalid_input
                model: 'tiny-llama', messages: [{role: 'user', content: 'word '.repeat(900)}]  | context_length_exceeded
                """)
    void whatIsWrongWithARequestIsSaid(String request, String code, BrowserContext context, ChatServer chat) {
        PlainPage page = page(context, chat, "wasm-gc");

        Failure whole = page.failureOf("near => near.chat.completions.create({" + request + "})");
        Failure streamed = page.failureOf("near => near.chat.completions.create({" + request + ", stream: true})");

        assertThat(whole.code()).isEqualTo(code);
        assertThat(streamed).isEqualTo(whole);
    }

    @Test
    void aModelCanBeUnloadedAndLoadedAgainManyTimes(BrowserContext context, ChatServer chat) {
        PlainPage page = page(context, chat, "wasm-gc");

        List<JsonCursor> texts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            texts.add(page.evaluate("""
                    async near => {
                      const texts = new Set();
                      for (let i = 0; i < 10; i++) {
                        const [whole] = await Promise.all([%s, near.models.load('tiny-llama')]);
                        texts.add(whole.choices[0].message.content);
                        await near.models.unload('tiny-llama');
                      }
                      return [...texts];
                    }""".formatted(create("Hello!", "max_tokens: 3"))));
        }

        assertThat(texts).hasSize(5).allSatisfy(some -> assertThat(some.strings())
                .isEqualTo(texts.get(0).strings())
                .hasSize(1));
    }
}
