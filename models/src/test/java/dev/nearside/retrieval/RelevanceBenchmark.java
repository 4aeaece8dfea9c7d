package dev.nearside.retrieval;

import dev.nearside.embedding.EmbedOptions;
import dev.nearside.embedding.EmbeddingInput;
import dev.nearside.embedding.Embeddings;
import dev.nearside.embedding.JvmSession;
import dev.nearside.embedding.MiniLm;
import dev.nearside.embedding.TextEmbedder;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How good the search is on the sample collection: nDCG@10 and recall@5 over documents, for words alone, vectors alone
 * and both, with the bundled int8 model. Prints; asserts nothing. See docs/retrieval.md for how to run it.
 */
public final class RelevanceBenchmark {
    private final RelevanceSet set = RelevanceSet.read();
    private final TextEmbedder embedder;
    private final SearchIndex index;
    private final Map<String, float[]> questionVectors = new LinkedHashMap<>();

    private RelevanceBenchmark(TextEmbedder embedder, Tokenizer tokenizer) {
        this.embedder = embedder;
        this.index = new SearchIndex(embedder.dimensions());
        Chunker chunker = new Chunker(text -> tokenizer.encode(text, false).size(), ChunkOptions.MINILM);
        for (Document document : set.documents()) {
            List<Chunk> chunks = chunker.chunk(document);
            List<String> texts = new ArrayList<>();
            chunks.forEach(chunk -> texts.add(chunk.embeddedText(document)));
            index.add(new IndexedDocument(
                    document.name(),
                    document,
                    chunks,
                    ChunkVectors.of(embedder.dimensions(), embed(texts)),
                    new Provenance(0, 0, embedder.model())));
        }
        for (RelevanceSet.Question question : Stream.concat(set.questions().stream(), set.unanswerable().stream())
                .toList()) {
            questionVectors.put(question.id(), embed(List.of(question.text())).get(0));
        }
    }

    /** Takes {@code --misses} to name the questions whose answer is not first. */
    public static void main(String[] arguments) {
        try (JvmSession session = MiniLm.open(ExecutionProvider.WASM)) {
            Tokenizer tokenizer = MiniLm.tokenizer();
            RelevanceBenchmark benchmark =
                    new RelevanceBenchmark(new TextEmbedder(session, tokenizer, MiniLm.manifest()), tokenizer);
            benchmark.print(arguments.length > 0);
        }
    }

    private void print(boolean misses) {
        print(set.documents().size() + " documents, " + index.chunkCount() + " chunks, "
                + set.questions().size() + " questions");
        print("                       words alone       vectors alone     both fused");
        print("                    nDCG@10  rec@5    nDCG@10  rec@5    nDCG@10  rec@5");
        printRow("test", question -> question.split().equals("test"));
        for (String kind : List.of("own", "words", "exact")) {
            printRow(
                    "  " + kind,
                    question ->
                            question.split().equals("test") && question.kind().equals(kind));
        }
        printRow("dev", question -> question.split().equals("dev"));
        printRow("all", question -> true);
        print("");
        print("taken for answered   test            dev");
        printFloor("answerable", set.questions(), "");
        for (String kind : List.of("own", "words", "exact")) {
            printFloor("  " + kind, set.questions(), kind);
        }
        for (String kind : List.of("far", "near")) {
            printFloor("unanswerable, " + kind, set.unanswerable(), kind);
        }
        if (misses) {
            Stream.concat(set.questions().stream(), set.unanswerable().stream()).forEach(this::printCloseness);
            set.questions().forEach(this::printMiss);
        }
    }

    private void printRow(String name, Predicate<RelevanceSet.Question> filter) {
        List<RelevanceSet.Question> questions =
                set.questions().stream().filter(filter).toList();
        StringBuilder row = new StringBuilder();
        for (SearchMode mode : SearchMode.values()) {
            double ndcg = 0;
            double recall = 0;
            for (RelevanceSet.Question question : questions) {
                List<String> ranking = ranking(question, mode);
                ndcg += Relevance.ndcg(ranking, question.grades(), 10);
                recall += Relevance.recall(ranking, question.grades(), 5);
            }
            row.append(
                    String.format(Locale.ROOT, "     %.3f  %.3f", ndcg / questions.size(), recall / questions.size()));
        }
        print(String.format(Locale.ROOT, "%-8s (%2d)    %s", name, questions.size(), row));
    }

    /** How many of these questions the floor takes for answered. */
    private void printFloor(String name, List<RelevanceSet.Question> questions, String kind) {
        StringBuilder row = new StringBuilder();
        for (String split : List.of("test", "dev")) {
            List<RelevanceSet.Question> asked = questions.stream()
                    .filter(question ->
                            question.split().equals(split) && question.kind().startsWith(kind))
                    .toList();
            long answered = asked.stream()
                    .filter(question -> AnswerFloor.isReached(passages(question)))
                    .count();
            row.append(String.format(Locale.ROOT, "%4d of %-8d", answered, asked.size()));
        }
        print(String.format(Locale.ROOT, "%-19s %s", name, row));
    }

    private void printCloseness(RelevanceSet.Question question) {
        Passage.Closeness best = passages(question).stream()
                .map(Passage::closeness)
                .reduce(Passage.Closeness::best)
                .orElseThrow();
        print(String.format(
                Locale.ROOT,
                "closeness %s %s %s %.3f %.3f %s",
                question.id(),
                question.split(),
                question.kind(),
                best.similarity(),
                best.coverage(),
                question.text()));
    }

    private List<Passage> passages(RelevanceSet.Question question) {
        return index.search(question.text(), questionVectors.get(question.id()), SearchOptions.of(10));
    }

    private void printMiss(RelevanceSet.Question question) {
        List<Integer> ranks = new ArrayList<>();
        for (SearchMode mode : SearchMode.values()) {
            List<String> ranking = ranking(question, mode);
            int rank = 0;
            while (rank < ranking.size() && question.grades().getOrDefault(ranking.get(rank), 0) < 2) {
                rank++;
            }
            ranks.add(rank + 1);
        }
        if (!ranks.equals(List.of(1, 1, 1))) {
            print(question.id() + " " + question.split() + " " + ranks + " " + question.text() + " -> "
                    + ranking(question, SearchMode.FUSED).subList(0, 3));
        }
    }

    /** Documents by their best passages. */
    private List<String> ranking(RelevanceSet.Question question, SearchMode mode) {
        List<String> names = new ArrayList<>();
        for (Passage passage : index.search(
                question.text(), questionVectors.get(question.id()), new SearchOptions(100, Set.of(), mode))) {
            if (!names.contains(passage.document().name())) {
                names.add(passage.document().name());
            }
        }
        return names;
    }

    private List<float[]> embed(List<String> texts) {
        Embeddings embeddings =
                embedder.embed(texts.stream().map(EmbeddingInput::ofText).toList(), EmbedOptions.TRUNCATING);
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < embeddings.size(); i++) {
            vectors.add(embeddings.copyVector(i));
        }
        return vectors;
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
