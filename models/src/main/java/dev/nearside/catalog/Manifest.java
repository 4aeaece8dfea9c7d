package dev.nearside.catalog;

import dev.nearside.chat.ChatTemplate;
import dev.nearside.error.ProviderUnavailable;
import dev.nearside.json.JsonObject;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.ModelFiles;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a model before its weights are read: {@code manifest.json}. {@link ManifestReader} reads and
 * checks it.
 *
 * @param id its name in the catalog and in addresses: {@code [a-z0-9][a-z0-9._-]*}
 * @param title its name for people
 * @param task what it does, for example {@code image-classification}
 * @param licence under which terms
 * @param source where it comes from
 * @param files every file that it needs, in any order
 * @param runtime what sessions are made from
 * @param tokenizer how text becomes ids; null for a model that takes no text
 * @param generation what generating text with it takes; null for a model that generates none
 * @param chatTemplate how a conversation becomes its input; null for a model that does not chat
 * @param labels for a classifier, the names of the classes by index; else empty
 * @param preprocessing how input is prepared; its content depends on the task
 * @param limits what it cannot go beyond; its content depends on the task
 * @param golden its self-test
 * @param samples paths of pictures to try it on, in the model's folder; they are not needed to run it
 */
public record Manifest(
        String id,
        String title,
        String task,
        Licence licence,
        Source source,
        List<ModelFile> files,
        RuntimeSpec runtime,
        @Nullable TokenizerSpec tokenizer,
        @Nullable GenerationSpec generation,
        @Nullable ChatTemplate chatTemplate,
        List<String> labels,
        JsonObject preprocessing,
        JsonObject limits,
        GoldenCase golden,
        List<String> samples) {

    public Manifest {
        files = List.copyOf(files);
        labels = List.copyOf(labels);
        samples = List.copyOf(samples);
    }

    /** Length of all files together. */
    public long bytes() {
        long total = 0;
        for (ModelFile file : files) {
            total += file.bytes();
        }
        return total;
    }

    /** The same model with another golden case, as when one was computed. */
    public Manifest with(GoldenCase otherGolden) {
        return new Manifest(
                id,
                title,
                task,
                licence,
                source,
                files,
                runtime,
                tokenizer,
                generation,
                chatTemplate,
                labels,
                preprocessing,
                limits,
                otherGolden,
                samples);
    }

    /** The same model with other files, as when its tokenizer was compiled. */
    public Manifest with(List<ModelFile> otherFiles, @Nullable TokenizerSpec otherTokenizer) {
        return new Manifest(
                id,
                title,
                task,
                licence,
                source,
                otherFiles,
                runtime,
                otherTokenizer,
                generation,
                chatTemplate,
                labels,
                preprocessing,
                limits,
                golden,
                samples);
    }

    /**
     * The files that a session on that provider is made from.
     *
     * @throws ProviderUnavailable if the manifest has no graph for it
     */
    public ModelFiles filesFor(ExecutionProvider provider) {
        String graph = runtime.graphFor(provider)
                .orElseThrow(
                        () -> new ProviderUnavailable("the model " + id + " has no graph for " + provider.label()));
        return new ModelFiles(id, graph, runtime.externalData().getOrDefault(graph, List.of()));
    }

    /**
     * All that a device downloads to use the model on that provider: the graph, its external data, the tokenizer.
     *
     * @throws ProviderUnavailable if the manifest has no graph for it
     */
    public List<ModelFile> downloadsFor(ExecutionProvider provider) {
        ModelFiles session = filesFor(provider);
        List<String> wanted = new ArrayList<>(session.externalData());
        wanted.add(session.graph());
        if (tokenizer != null) {
            wanted.add(tokenizer.file());
        }
        return files.stream().filter(file -> wanted.contains(file.path())).toList();
    }
}
