package dev.nearside.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was measured becomes a rule of the router. */
@ExtendWith(Suite.class)
class BreakEvenIT {
    /**
     * The page's clock, which the test turns forward when the server is asked: the JVM takes a second for each character of
     * the question, the cloud 200 for any. So what is measured does not depend on the machine.
     */
    private static final String CLOCK = """
            (() => {
              const real = performance.now.bind(performance), post = Worker.prototype.postMessage;
              let ahead = 0;
              performance.now = () => real() + ahead;
              Worker.prototype.postMessage = function(message, ...more) {
                if (message && message.name === 'server.chat') {
                  const content = JSON.parse(message.argument.body).messages.at(-1).content;
                  ahead += message.argument.backend === 'jvm' ? 1000 * content.length : 200000;
                }
                return post.call(this, message, ...more);
              };
            })()""";

    @Test
    void oneClickHasTheRouterFollowTheBreakEven(Page page, BrowserContext context, ChatServer chats) {
        context.addInitScript(CLOCK);
        RoutedServer ignored = new RoutedServer(context, "{}", CompareIT.JVM, CompareIT.CLOUD)
                .says("It is ", "43")
                .countingCharacters();
        ComparePage compare =
                ComparePage.open(page, chats.server(), "wasm-gc").choosing("A sum", "jvm/oracle", "cloud/gpt");
        compare.part("compare-all").click();
        compare.part("compare-runs").fill("1");
        compare.run(24);

        assertThat(compare.part("compare-evens").locator("li")).hasCount(1);
        compare.part("compare-evens").getByRole(AriaRole.BUTTON).click();

        assertThat(compare.part("compare-applied")).containsText("asks cloud/gpt first, for prompts from ");
        int threshold =
                (Integer) page.evaluate("() => JSON.parse(localStorage.getItem('nearside.rules'))[0].when.minTokens");
        assertThat(threshold).isBetween(190, 210);
        assertThat(asked(page, threshold - 1)).isEqualTo("tab");
        assertThat(asked(page, threshold)).isEqualTo("cloud");
    }

    /** Who the router of that page would have answer a prompt of so many tokens. */
    private static Object asked(Page page, int tokens) {
        return page.evaluate("""
                async tokens => {
                  const near = await (await import('/nearside.js')).open({provider: 'wasm', engine: 'text'});
                  const route = await near.route.decide({model: 'auto', nearside: {promptTokens: tokens},
                    messages: [{role: 'user', content: 'Hello'}], truncation: 'auto'});
                  await near.close();
                  return route.backend;
                }""", tokens);
    }
}
