package dev.nearside.e2e;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What goes wrong in a page without anybody being told: errors in the console, refusals of its policy, moving layout. */
final class PageWatch {
    private static final String SCRIPT = "window.watched = {refused: [], shift: 0};"
            + "addEventListener('securitypolicyviolation', e =>"
            + " watched.refused.push(e.effectiveDirective + ' ' + e.blockedURI));"
            + "new PerformanceObserver(list => list.getEntries().forEach(e => { watched.shift += e.value; }))"
            + ".observe({type: 'layout-shift', buffered: true});";

    private final Page page;
    private final List<String> errors = new CopyOnWriteArrayList<>();

    private PageWatch(Page page) {
        this.page = page;
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.text());
            }
        });
        page.onPageError(errors::add);
        page.addInitScript(SCRIPT);
    }

    /** Watches all that the page will load. */
    static PageWatch over(Page page) {
        return new PageWatch(page);
    }

    /** Errors of the console, uncaught ones too. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    /** What the content security policy refused. */
    List<?> refused() {
        return (List<?>) page.evaluate("() => watched.refused");
    }

    /** Cumulative layout shift since the page was loaded, that after a person's input included. */
    double layoutShift() {
        return ((Number) page.evaluate("() => watched.shift")).doubleValue();
    }
}
