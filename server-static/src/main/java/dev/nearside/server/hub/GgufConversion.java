package dev.nearside.server.hub;

import dev.nearside.catalog.Manifest;
import dev.nearside.chat.ChatTemplate;
import dev.nearside.server.gguf.ConversionOptions;
import dev.nearside.server.gguf.ConvertedModel;
import dev.nearside.server.gguf.GgufConverter;
import dev.nearside.server.gguf.GgufSource;
import dev.nearside.server.hub.PullState.Phase;
import dev.nearside.server.hub.template.KnownTemplates;
import dev.nearside.server.hub.template.TemplateCompiler;
import dev.nearside.server.hub.transfer.DiskSpace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes models of GGUF files. */
final class GgufConversion {
    private GgufConversion() {}

    /**
     * Converts the file into the staging folder.
     *
     * @throws dev.nearside.error.InvalidInput if the file is damaged, or of a kind that cannot be converted
     */
    static Manifest convert(GgufSource source, Staging staging, PullRequest request, Pull pull) {
        pull.phase(Phase.CONVERTING);
        Path target = staging.emptyModel();
        try {
            ConvertedModel model = new GgufConverter()
                    .convert(source, target, ConversionOptions.with(templates(request.template())), (done, total) -> {
                        pull.checkCancelled();
                        pull.progress(done, total);
                    });
            model.notes().forEach(pull::note);
            return titled(model.manifest(), request.title());
        } catch (IOException e) {
            throw DiskSpace.failed(e, target);
        }
    }

    private static ConversionOptions.Templates templates(@Nullable String known) {
        return (jinja, bos, eos) -> {
            ChatTemplate template =
                    known == null ? TemplateCompiler.compile(jinja, bos, eos) : KnownTemplates.named(known, bos, eos);
            return Optional.of(template);
        };
    }

    /** GGUF files often carry the name of a training run. */
    private static Manifest titled(Manifest made, @Nullable String title) {
        return title == null
                ? made
                : new Manifest(
                        made.id(),
                        title,
                        made.task(),
                        made.licence(),
                        made.source(),
                        made.files(),
                        made.runtime(),
                        made.tokenizer(),
                        made.generation(),
                        made.chatTemplate(),
                        made.labels(),
                        made.preprocessing(),
                        made.limits(),
                        made.golden(),
                        made.samples());
    }
}
