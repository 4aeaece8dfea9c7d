package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Request;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonNull;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules by examples in the tab: compared by an embedding model that is loaded anyway, and else passed over. */
@ExtendWith(Suite.class)
class RoutingExamplesIT {
    private static final String RULES = """
            {"tasks": [{"name": "history", "examples": ["Why did the Roman Republic fall?", "What caused the French Revolution?"]}],
             "rules": [{"name": "history to the cloud", "when": {"task": "history"}, "then": {"policy": "prefer-cloud"}}]}""";

    private static final String JVM = "{\"backend\":\"jvm\",\"model\":\"big-llama\",\"contextLength\":4096}";
    private static final String CLOUD = "{\"backend\":\"openai\",\"model\":\"gpt\",\"contextLength\":128000}";
    private static final String LIKE_AN_EXAMPLE = "Why did the Roman Republic collapse?";
    private static final String LIKE_NONE = "How do I bake a chocolate cake?";

    private static String request(String message) {
        return "{model: 'auto', messages: [{role: 'user', content: '" + message + "'}]}";
    }

    private static JsonCursor decision(PlainPage page, String message) {
        return page.evaluate("near => near.route.explain({request: " + request(message) + "})");
    }

    /** Until the model had the time: a chat would not wait for a machine that is busy. */
    private static JsonCursor comparedDecision(PlainPage page, String message) {
        return page.evaluate("""
                async near => {
                  for (;;) {
                    const decision = await near.route.explain({request: %s});
                    if (!String(decision.uncompared).includes('too much else')) { return decision; }
                  }
                }""".formatted(request(message)));
    }

    private static JsonCursor comparedRoute(PlainPage page, String message) {
        return page.evaluate("""
                async near => {
                  for (;;) {
                    const route = await near.route.decide(%s);
                    if (!route.text.includes('too much else')) { return route; }
                  }
                }""".formatted(request(message)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wasm-gc", "js"})
    void aRuleByExamplesDecidesWhereAnEmbeddingModelIsLoadedAndLoadsNone(
            String backend, BrowserContext context, ServerProcess server) {
        List<String> seen = new CopyOnWriteArrayList<>();
        context.onRequest(request -> seen.add(request.url() + " " + bodyOf(request)));
        RoutedServer cloud = new RoutedServer(context, RULES, JVM, CLOUD).says("ok");
        PlainPage page = PlainPage.isolated(context, server);
        page.open(Map.of("provider", "wasm", "backend", backend));

        JsonCursor without = decision(page, LIKE_AN_EXAMPLE);
        List<String> loadedByRouting = List.copyOf(seen);
        assertThat(page.evaluate("near => near.embeddings.create({model: 'all-minilm-l6-v2', input: 'anything'})"
                                + ".then(answer => answer.data.length)")
                        .asInt())
                .isOne();
        JsonCursor with = comparedDecision(page, LIKE_AN_EXAMPLE);
        JsonCursor other = comparedDecision(page, LIKE_NONE);
        JsonCursor route = comparedRoute(page, LIKE_AN_EXAMPLE);
        JsonCursor bytesOut = page.evaluate("near => near.ledger().reduce((sum, e) => sum + e.bytesOut, 0)");
        assertThat(page.evaluate("near => near.models.unload('all-minilm-l6-v2').then(() => true)")
                        .asBoolean())
                .isTrue();
        JsonCursor unloaded = decision(page, LIKE_AN_EXAMPLE);

        assertThat(without.field("uncompared").asString())
                .isEqualTo("examples of history not compared: no embedding model is loaded in this tab");
        assertThat(without.field("message").asString())
                .endsWith("examples of history not compared: no embedding model is loaded in this tab");
        assertThat(without.field("chosen").field("backend").asString()).isEqualTo("jvm");
        assertThat(loadedByRouting).noneMatch(each -> each.contains(".onnx"));
        assertThat(with.field("uncompared").value()).isEqualTo(JsonNull.NULL);
        assertThat(with.field("rule").asString()).isEqualTo("history to the cloud");
        assertThat(with.field("chosen").field("backend").asString()).isEqualTo("openai");
        assertThat(route.field("text").asString()).contains("history");
        assertThat(other.field("task").value()).isEqualTo(JsonNull.NULL);
        assertThat(other.field("uncompared").value()).isEqualTo(JsonNull.NULL);
        assertThat(unloaded.field("uncompared").asString()).contains("no embedding model is loaded in this tab");
        assertThat(seen).noneMatch(each -> each.contains("Roman") || each.contains("chocolate"));
        assertThat(bytesOut.asInt()).isZero();
        assertThat(cloud.sent()).isEmpty();
    }

    private static String bodyOf(Request request) {
        String body = request.postData();
        return body == null ? "" : body;
    }
}
