package dev.nearside.server.hub;

import dev.nearside.catalog.Manifest;
import java.util.Optional;

/** Where a model may come from. */
sealed interface ModelSource permits HubSource, PythonPackageSource, GgufFileSource {

    /** For people: {@code onnx-community/SmolLM2-135M-Instruct-ONNX on Hugging Face}. */
    String title();

    /**
     * Brings every file of the model into the staging folder, unless it is there.
     *
     * @return the model's manifest, which is not written yet; empty if what is installed is this very model
     * @throws dev.nearside.error.NearsideException if the source does not answer, has not what is wanted, or what it has cannot
     *     be used
     */
    Optional<Manifest> stage(Workshop workshop, Staging staging, PullRequest request, Pull pull);
}
