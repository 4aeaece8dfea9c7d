package dev.nearside.generation;

import dev.nearside.catalog.GenerationSpec;
import dev.nearside.tokenizer.Tokenizer;

/** What all requests of a generator work with, one at a time. */
record Workbench(
        TokenContext context,
        Tokenizer tokenizer,
        GenerationSpec spec,
        GeneratorSettings settings,
        SamplerScratch scratch,
        TokenFilters filters) {

    long now() {
        return settings.nanoTime().getAsLong();
    }
}
