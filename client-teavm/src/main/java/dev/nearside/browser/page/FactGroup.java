package dev.nearside.browser.page;

import java.util.List;

/** Facts that belong together, under a title. */
record FactGroup(String title, List<Fact> facts) {
    FactGroup {
        facts = List.copyOf(facts);
    }
}
