package dev.nearside.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The steps of {@code tokenizer.json} one after another: added tokens, normalizer, pre-tokenizer, model, post-processor. */
final class PipelineTokenizer implements Tokenizer {
    private final Pipeline pipeline;
    private final Model model;

    private final Text original = new Text();
    private final Text text = new Text();
    private final Pieces pieces = new Pieces();
    private final Tokens tokens = new Tokens();

    PipelineTokenizer(Pipeline pipeline, Model model) {
        this.pipeline = pipeline;
        this.model = model;
    }

    @Override
    public Tokenizer fork() {
        return new PipelineTokenizer(pipeline, model.fork());
    }

    @Override
    public Encoding encode(String input, boolean addSpecialTokens) {
        return encode(input, Quotes.NONE, addSpecialTokens);
    }

    @Override
    public Encoding encodeQuoting(String input, List<TextSpan> quoted) {
        return encode(input, new Quotes(quoted, input.length()), false);
    }

    private Encoding encode(String input, Quotes quotes, boolean addSpecialTokens) {
        tokens.clear();
        original.set(input, 0, input.length());
        int from = 0;
        for (AddedTokens.Match match : pipeline.added().inOriginal(original, quotes)) {
            part(input, from, match.start(), quotes);
            tokens.add(match.token().id(), match.start(), match.end());
            from = match.end();
        }
        part(input, from, input.length(), quotes);
        Encoding encoding =
                pipeline.postProcessor().apply(tokens, new SpanTrimming(pipeline, original), addSpecialTokens);
        original.trim();
        text.trim();
        return encoding;
    }

    private void part(String input, int from, int to, Quotes quotes) {
        if (from == to) {
            return;
        }
        text.set(input, from, to);
        if (pipeline.normalizer() != null) {
            pipeline.normalizer().normalize(text);
        }
        int first = tokens.count;
        int at = 0;
        List<AddedTokens.Match> matches = pipeline.added().inNormalized(text, quotes);
        for (AddedTokens.Match match : matches) {
            pieces.add(at, match.start());
            pieces.add(match.start(), match.end(), match.token().id());
            at = match.end();
        }
        pieces.add(at, text.length);
        pieces.replace();
        if (pipeline.preTokenizer() != null) {
            pipeline.preTokenizer().split(text, pieces);
        }
        for (int i = 0; i < pieces.count(); i++) {
            int token = pieces.token(i);
            if (token == Pieces.NO_TOKEN) {
                int before = tokens.count;
                model.tokenize(text.chars, pieces.start(i), pieces.end(i), tokens);
                if (quotes != Quotes.NONE) {
                    takeApart(before, quotes);
                }
            } else {
                tokens.add(token, pieces.start(i), pieces.end(i));
            }
        }
        tokens.align(first, text);
    }

    /**
     * A model may have a special token among its words, too, and find it where the text spells it: in a quote it is read
     * again in two parts.
     */
    private void takeApart(int from, Quotes quotes) {
        int count = tokens.count;
        int at = from;
        while (at < count && !spellsSpecial(at, quotes)) {
            at++;
        }
        if (at == count) {
            return;
        }
        int[] ids = Arrays.copyOfRange(tokens.ids, at, count);
        int[] spans = Arrays.copyOfRange(tokens.spans, 2 * at, 2 * count);
        tokens.count = at;
        for (int i = 0; i < ids.length; i++) {
            tokens.add(ids[i], spans[2 * i], spans[2 * i + 1]);
            if (spellsSpecial(tokens.count - 1, quotes)) {
                tokens.count--;
                int middle = spans[2 * i] + Text.units(text.codePoint(spans[2 * i]));
                model.tokenize(text.chars, spans[2 * i], middle, tokens);
                model.tokenize(text.chars, middle, spans[2 * i + 1], tokens);
            }
        }
    }

    /** Not so the token for what is unknown, which stands for other characters than its own. */
    private boolean spellsSpecial(int at, Quotes quotes) {
        AddedToken token =
                pipeline.added().has(tokens.ids[at]) ? pipeline.added().byId(tokens.ids[at]) : null;
        int start = tokens.spans[2 * at];
        int end = tokens.spans[2 * at + 1];
        return token != null
                && token.special()
                && end - start > 1
                && token.content().equals(new String(text.chars, start, end - start))
                && quotes.touch(text.start(start), text.end(end));
    }

    @Override
    public String decode(int[] ids, boolean skipSpecialTokens) {
        TokenDecoder decoder = new TokenDecoder(pipeline, skipSpecialTokens, false);
        StringBuilder decoded = new StringBuilder();
        for (int id : ids) {
            decoded.append(decoder.append(id));
        }
        return decoded.append(decoder.finish()).toString();
    }

    @Override
    public IncrementalDecoder decoder(boolean skipSpecialTokens) {
        return new TokenDecoder(pipeline, skipSpecialTokens, true);
    }

    @Override
    public Optional<Truncation> truncation() {
        return Optional.ofNullable(pipeline.truncation());
    }

    @Override
    public Optional<Padding> padding() {
        return Optional.ofNullable(pipeline.padding());
    }

    @Override
    public int vocabularySize() {
        return Math.max(pipeline.vocabulary().size(), pipeline.added().largestId() + 1);
    }

    @Override
    public OptionalInt idOf(String token) {
        AddedToken added = pipeline.added().byContent(token);
        return added == null ? pipeline.vocabulary().idOf(token) : OptionalInt.of(added.id());
    }

    @Override
    public byte[] bytesOf(int id) {
        AddedToken added = pipeline.added().byId(id);
        if (added == null ? !pipeline.vocabulary().has(id) : added.special()) {
            return new byte[0];
        }
        String token = added == null ? pipeline.vocabulary().token(id) : added.content();
        byte[] spelled = pipeline.decoder().bytesOf(token);
        if (spelled != null) {
            return spelled;
        }
        TextCollector collector = new TextCollector();
        TextSink chain = pipeline.decoder().before(collector, true);
        // A text's first token may lose a space.
        chain.token("a");
        String first = collector.take();
        chain.token(token);
        chain.finish();
        String text = collector.take();
        return (first.isEmpty() ? text.substring(1) : text).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<String> tokenOf(int id) {
        AddedToken added = pipeline.added().byId(id);
        return added == null ? pipeline.vocabulary().tokenOf(id) : Optional.of(added.content());
    }
}
