package dev.nearside.tokenizer;

import dev.nearside.json.JsonCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of a tokenizer that all threads share. */
record Pipeline(
        @Nullable Normalizer normalizer,
        @Nullable PreTokenizer preTokenizer,
        Vocabulary vocabulary,
        AddedTokens added,
        PostProcessor postProcessor,
        Decoder decoder,
        @Nullable Truncation truncation,
        @Nullable Padding padding) {

    static Pipeline read(JsonCursor settings, Vocabulary vocabulary) {
        Normalizer normalizer = settings.optional("normalizer")
                .map(json -> Normalizers.read(new Component(json)))
                .orElse(null);
        List<AddedToken> added = settings.optional("added_tokens").stream()
                .flatMap(json -> json.items().stream())
                .map(AddedToken::read)
                .toList();
        return new Pipeline(
                normalizer,
                settings.optional("pre_tokenizer")
                        .map(json -> PreTokenizers.read(new Component(json)))
                        .orElse(null),
                vocabulary,
                new AddedTokens(added, normalizer),
                settings.optional("post_processor")
                        .map(json -> PostProcessors.read(new Component(json)))
                        .orElse(PostProcessor.NONE),
                settings.optional("decoder")
                        .map(json -> Decoders.read(new Component(json)))
                        .orElseGet(SpaceDecoder::new),
                settings.optional("truncation").map(Truncation::read).orElse(null),
                settings.optional("padding").map(Padding::read).orElse(null));
    }
}
