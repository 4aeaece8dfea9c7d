package dev.nearside.bench;

import com.microsoft.playwright.BrowserContext;
import dev.nearside.e2e.PlainPage;
import dev.nearside.e2e.ServerProcess;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import dev.nearside.runtime.ExecutionProvider;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A chat model in a tab. */
final class TabChat implements AutoCloseable {
    private final PlainPage page;
    private final String model;
    private final ExecutionProvider provider;

    TabChat(BrowserContext context, ServerProcess server, String model, ExecutionProvider provider) {
        this.model = model;
        this.provider = provider;
        page = PlainPage.isolated(context, server);
        page.open(Map.of("provider", provider.label()));
    }

    /** The likeliest tokens, so many, none of them one that ends an answer. */
    List<Spoken> greedy(String question, int tokens, List<Integer> ends) {
        String bias = ends.stream().map(end -> end + ": -100").collect(Collectors.joining(", ", "{", "}"));
        // Not through the page's own call, which gives up after 90 seconds.
        String answer = (String) page.page().evaluate("""
                question => window.plain.near.chat.completions.create({model: '%s', temperature: 0, max_tokens: %d,
                  messages: [{role: 'user', content: question}], logprobs: true, top_logprobs: 10, logit_bias: %s})
                  .then(JSON.stringify)""".formatted(model, tokens, bias), question);
        JsonCursor json = Json.read(answer);
        String ran = json.field("nearside").field("provider").asString();
        if (!ran.equals(provider.label())) {
            throw new IllegalStateException(model + " ran on " + ran + ", not on " + provider.label());
        }
        return json.field("choices").items().get(0).field("logprobs").field("content").items().stream()
                .map(Spoken::of)
                .toList();
    }

    @Override
    public void close() {
        page.page().close();
    }
}
