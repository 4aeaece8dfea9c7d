package dev.nearside.browser.engine;

import dev.nearside.catalog.Manifest;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceSession;

/**
 * A model that is ready to run.
 *
 * @param manifest what it is
 * @param wanted the provider that was asked for
 * @param selected the session and why it runs where it runs
 * @param loadMillis milliseconds from the request to the session's passed self-test
 */
record LoadedModel(Manifest manifest, WantedProvider wanted, ProviderSelection.Selected selected, double loadMillis) {

    InferenceSession session() {
        return selected.session();
    }

    ExecutionProvider provider() {
        return session().provider();
    }
}
