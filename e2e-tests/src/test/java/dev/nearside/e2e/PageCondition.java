package dev.nearside.e2e;

import com.microsoft.playwright.Page;

/** Waits for what a page tells by a promise; Playwright's own waitForFunction takes the promise itself for a yes. */
final class PageCondition {
    private static final int PATIENCE = 120_000;

    private PageCondition() {}

    /**
     * Waits until it is so.
     *
     * @param condition a JavaScript expression, which may {@code await}
     */
    static void await(Page page, String condition) {
        Object met = page.evaluate("""
                async ([condition, patience]) => {
                  const end = Date.now() + patience;
                  while (!(%s)) {
                    if (Date.now() > end) { throw new Error('this did not become true: ' + condition); }
                    await new Promise(resolve => setTimeout(resolve, 100));
                  }
                  return true;
                }""".formatted(condition), new Object[] {condition, PATIENCE});
        if (!Boolean.TRUE.equals(met)) {
            throw new AssertionError("the page answered " + met);
        }
    }
}
