package dev.nearside.tokenizer;

/** Looks tokens up, sends them through the decoders, and gives what has come out. */
final class TokenDecoder implements IncrementalDecoder {
    private final Pipeline pipeline;
    private final boolean skipSpecialTokens;
    private final TextCollector collector = new TextCollector();
    private final TextSink chain;

    TokenDecoder(Pipeline pipeline, boolean skipSpecialTokens, boolean eager) {
        this.pipeline = pipeline;
        this.skipSpecialTokens = skipSpecialTokens;
        this.chain = pipeline.decoder().before(collector, eager);
    }

    @Override
    public String append(int id) {
        AddedToken added = pipeline.added().byId(id);
        if (added != null) {
            if (!added.special() || !skipSpecialTokens) {
                chain.token(added.content());
            }
        } else if (pipeline.vocabulary().has(id)) {
            chain.token(pipeline.vocabulary().token(id));
        }
        return collector.take();
    }

    @Override
    public String finish() {
        chain.finish();
        return collector.take();
    }
}
