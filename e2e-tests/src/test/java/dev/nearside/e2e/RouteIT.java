package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import dev.nearside.json.JsonCursor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code near.chat} asks the router first: the tab answers, else the server, else nobody, and what left the tab is told. */
@ExtendWith(Suite.class)
class RouteIT {
    private static final String JVM = "{\"backend\":\"jvm\",\"model\":\"big-llama\",\"contextLength\":4096}";
    private static final String CLOUD =
            "{\"backend\":\"openai\",\"model\":\"gpt\",\"contextLength\":128000,\"price\":{\"input\":1,\"output\":2}}";

    private static PlainPage page(BrowserContext context, ServerProcess server, String backend) {
        PlainPage page = PlainPage.isolated(context, server);
        page.open(Map.of("provider", "wasm", "backend", backend));
        return page;
    }

    private static String stream(String message, String more) {
        return """
                async near => {
                  const chunks = [], routes = [];
                  for await (const chunk of near.chat.completions.create({stream: true,
                      messages: [{role: 'user', content: '%s'}], max_tokens: 8, %s},
                      {onProgress: p => { if (p.route) { routes.push(p.route.backend); } }})) { chunks.push(chunk); }
                  return {chunks, routes, out: near.ledger().filter(e => e.url.endsWith('/v1/chat/completions'))
                    .map(e => ({bytes: e.bytesOut, why: e.why}))};
                }""".formatted(message, more);
    }

    private static JsonCursor route(JsonCursor answer) {
        List<JsonCursor> chunks = answer.field("chunks").items();
        return chunks.get(chunks.size() - 1).field("nearside").field("route");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wasm-gc", "js"})
    void theTabAnswersFirstAndThenNothingIsSent(String backend, BrowserContext context, ChatServer chats) {
        RoutedServer server = new RoutedServer(context, "{}", JVM, CLOUD).says("no");
        PlainPage page = page(context, chats.server(), backend);

        JsonCursor answer = page.evaluate(stream("Hello", "model: 'auto'"));

        assertThat(route(answer).field("backend").asString()).isEqualTo("tab");
        assertThat(route(answer).field("model").asString()).isEqualTo("tiny-llama");
        assertThat(route(answer).field("bytesOut").asInt()).isZero();
        assertThat(route(answer).field("text").asString()).isEqualTo("The tab comes first.");
        assertThat(server.sent()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wasm-gc", "js"})
    void whatTheTabLacksTheServersJvmAnswersAndTheLedgerSaysWhy(
            String backend, BrowserContext context, ServerProcess server) {
        RoutedServer jvm = new RoutedServer(context, "{}", JVM, CLOUD).says("Hel", "lo, ", "wörld");
        PlainPage page = page(context, server, backend);

        JsonCursor answer =
                page.evaluate(stream("Hello", "model: 'auto', nearside: {reach: 'device', conversation: 'c1'}"));

        List<JsonCursor> chunks = answer.field("chunks").items();
        assertThat(ChatIT.text(chunks)).isEqualTo("Hello, wörld");
        assertThat(ChatIT.delta(chunks.get(0)).field("role").asString()).isEqualTo("assistant");
        assertThat(chunks).hasSize(5);
        assertThat(route(answer).field("place").asString()).isEqualTo("jvm");
        assertThat(answer.field("routes").strings()).containsExactly("jvm");
        RoutedServer.Sent sent = jvm.sent().get(0);
        assertThat(sent.body().field("model").asString()).isEqualTo("jvm/big-llama");
        assertThat(sent.body().optional("nearside")).isEmpty();
        assertThat(sent.headers())
                .containsEntry("x-nearside-reach", "device")
                .containsEntry("x-nearside-conversation", "c1")
                .doesNotContainKey("x-nearside-private");
        JsonCursor entry = answer.field("out").items().get(0);
        assertThat(entry.field("bytes").asInt())
                .isEqualTo(sent.bytes())
                .isEqualTo(route(answer).field("bytesOut").asInt());
        assertThat(entry.field("why").asString()).startsWith("chat answered by jvm");
    }

    @Test
    void anAnswerInOnePieceComesFromTheServerToo(BrowserContext context, ServerProcess server) {
        RoutedServer jvm = new RoutedServer(context, "{}", JVM).says("Hel", "lo");
        PlainPage page = page(context, server, "wasm-gc");

        JsonCursor answer = page.evaluate("near => near.chat.completions.create({model: 'jvm/big-llama',"
                + " messages: [{role: 'user', content: 'Hi'}]})");

        assertThat(answer.field("choices")
                        .items()
                        .get(0)
                        .field("message")
                        .field("content")
                        .asString())
                .isEqualTo("Hello");
        assertThat(answer.field("nearside").field("route").field("reason").asString())
                .isEqualTo("named");
        assertThat(jvm.sent()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "auto, device, reach, openai would be further than that",
        "auto:private, anywhere, private_request, it asks to stay",
        "openai/gpt, tab, reach, only the tab may",
        "no-such, anywhere, model_not_found, nobody has it",
        "auto:poetry, anywhere, model_not_found, there is no such task"
    })
    void whatMayNotLeaveIsRefusedHereAndNothingIsSent(
            String model, String reach, String code, String why, BrowserContext context, ServerProcess server) {
        RoutedServer cloud = new RoutedServer(context, "{}", CLOUD).says("no");
        PlainPage page = page(context, server, "wasm-gc");
        String request =
                "model: '" + model + "', messages: [{role: 'user', content: 'Hi'}], nearside: {reach: '" + reach + "'}";

        Failure whole = page.failureOf("near => near.chat.completions.create({" + request + "})");
        Failure streamed = page.failureOf("near => near.chat.completions.create({stream: true, " + request + "})");

        assertThat(whole.code()).as(why).isEqualTo(code);
        assertThat(streamed).isEqualTo(whole);
        assertThat(cloud.sent()).isEmpty();
    }

    @Test
    void aConversationThatWasPrivateStaysSo(BrowserContext context, ServerProcess server) {
        RoutedServer both = new RoutedServer(context, "{\"policy\":\"prefer-cloud\"}", JVM, CLOUD).says("ok");
        PlainPage page = page(context, server, "wasm-gc");
        String more = "model: 'auto', nearside: {conversation: '%s'}";

        JsonCursor open = page.evaluate(stream("Hello", more.formatted("one")));
        JsonCursor secret = page.evaluate(stream("Write to ada@example.org", more.formatted("one")));
        JsonCursor after = page.evaluate(stream("Thanks", more.formatted("one")));
        JsonCursor other = page.evaluate(stream("Thanks", more.formatted("two")));

        assertThat(route(open).field("backend").asString()).isEqualTo("openai");
        assertThat(route(secret).field("backend").asString()).isEqualTo("jvm");
        assertThat(route(after).field("backend").asString()).isEqualTo("jvm");
        assertThat(route(after).field("private").asBoolean()).isTrue();
        assertThat(route(other).field("backend").asString()).isEqualTo("openai");
        assertThat(both.sent().get(1).headers()).containsEntry("x-nearside-private", "true");
    }

    @Test
    void aServerThatFailsBeforeItsFirstWordIsReplacedByWhoeverMayAnswer(BrowserContext context, ChatServer chats) {
        RoutedServer ignored = new RoutedServer(context, "{\"policy\":\"prefer-cloud\"}", CLOUD)
                .refuses(503, "overloaded", "too much to do");
        PlainPage page = page(context, chats.server(), "wasm-gc");

        JsonCursor answer = page.evaluate(stream("Hello", "model: 'auto'"));

        assertThat(answer.field("routes").strings()).containsExactly("openai", "tab");
        assertThat(route(answer).field("backend").asString()).isEqualTo("tab");
        assertThat(route(answer).field("text").asString()).isEqualTo("openai failed (too much to do).");
        assertThat(route(answer).field("bytesOut").asInt()).isPositive();
    }

    @Test
    void anAnswerThatHasBegunIsNeverGoneOnWithElsewhere(BrowserContext context, ChatServer chats) {
        RoutedServer ignored = new RoutedServer(context, "{\"policy\":\"prefer-cloud\"}", CLOUD).breaksOff();
        PlainPage page = page(context, chats.server(), "wasm-gc");

        JsonCursor answer = page.evaluate("""
                async near => {
                  let text = '';
                  try {
                    for await (const chunk of near.chat.completions.create({model: 'auto', stream: true,
                        messages: [{role: 'user', content: 'Hi'}]})) { text += chunk.choices[0].delta.content || ''; }
                    return {text, code: ''};
                  } catch (e) { return {text, code: e.code}; }
                }""");

        assertThat(answer.field("text").asString()).isEqualTo("Half");
        assertThat(answer.field("code").asString()).isEqualTo("inference_failed");
    }

    @ParameterizedTest
    @CsvSource({"400, invalid_input, invalid_input", "401, '', unauthorised", "403, private_request, private_request"})
    void whatIsWrongOrForbiddenIsNotTriedElsewhere(
            int status, String sent, String code, BrowserContext context, ChatServer chats) {
        RoutedServer cloud =
                new RoutedServer(context, "{\"policy\":\"prefer-cloud\"}", CLOUD).refuses(status, sent, "no");
        PlainPage page = page(context, chats.server(), "wasm-gc");

        Failure failure = page.failureOf("near => near.chat.completions.create({model: 'auto',"
                + " messages: [{role: 'user', content: 'Hi'}]})");

        assertThat(failure.code()).isEqualTo(code);
        assertThat(cloud.sent()).hasSize(1);
    }

    @Test
    void rulesOfOnesOwnChangeWhoIsAskedFirstAndWidenNothing(BrowserContext context, ChatServer chats) {
        RoutedServer both = new RoutedServer(context, "{}", JVM, CLOUD).says("ok");
        PlainPage page = page(context, chats.server(), "wasm-gc");
        JsonCursor kept = page.evaluate("""
                near => {
                  near.route.setRules([{name: 'measured', when: {minTokens: 1}, then: {use: ['openai/gpt', 'jvm']}}]);
                  return near.route.rules();
                }""");

        JsonCursor anywhere = page.evaluate(stream("Hello", "model: 'auto'"));
        JsonCursor device = page.evaluate(stream("Hello", "model: 'auto', nearside: {reach: 'device'}"));

        assertThat(kept.items()).hasSize(1);
        assertThat(route(anywhere).field("backend").asString()).isEqualTo("openai");
        assertThat(route(anywhere).field("text").asString()).isEqualTo("The rule “measured” says so.");
        assertThat(route(device).field("backend").asString()).isEqualTo("jvm");
        assertThat(both.sent()).hasSize(2);
    }

    @Test
    void whoNamesAProviderWantsTheTab(BrowserContext context, ServerProcess server) {
        RoutedServer jvm = new RoutedServer(context, "{}", JVM).says("no");
        PlainPage page = page(context, server, "wasm-gc");

        Failure failure = page.failureOf("near => near.chat.completions.create({model: 'big-llama', provider: 'wasm',"
                + " messages: [{role: 'user', content: 'Hi'}]})");

        assertThat(failure.code()).isEqualTo("reach");
        assertThat(jvm.sent()).isEmpty();
    }

    @Test
    void aServerWithoutRoutingIsSentNothing(BrowserContext context, ServerProcess server) {
        RoutedServer broken = new RoutedServer(context, "{\"polices\":\"only-device\"}", CLOUD).says("no");
        PlainPage page = page(context, server, "wasm-gc");

        Failure failure = page.failureOf(
                "near => near.chat.completions.create({model: 'auto', messages: [{role: 'user', content: 'Hi'}]})");
        JsonCursor decision = page.evaluate(
                "near => near.route.explain({request: {model: 'auto', messages: [{role: 'user', content: 'Hi'}]}})");

        assertThat(failure.code()).isEqualTo("no_backend");
        assertThat(decision.field("considered").items())
                .allMatch(one -> one.field("place").asString().equals("tab"));
        assertThat(broken.sent()).isEmpty();
    }
}
