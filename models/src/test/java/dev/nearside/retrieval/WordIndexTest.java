package dev.nearside.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordIndexTest {

    /** Texts of fewer than 40 words, whose lengths Lucene keeps exactly. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void scoresAreLucenes(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>();
        WordIndex index = new WordIndex();
        for (int i = 0; i < 200; i++) {
            texts.add(words(random, 1 + random.nextInt(38)));
            index.add("", texts.get(i), 0, texts.get(i).length());
        }
        String[] query = words(random, 3).split(" ", -1);

        float[] found = search(index, query, 200);

        float[] expected = lucene(texts, query);
        for (int i = 0; i < 200; i++) {
            assertThat(found[i]).as("seed %s, text %s", seed, i).isCloseTo(expected[i], within(1e-5f));
        }
    }

    @Test
    void coverageIsThePartOfTheQuestionThatAChunkHas() {
        WordIndex index = new WordIndex();
        for (String text : List.of("heron weir", "heron", "mill", "pond")) {
            index.add("", text, 0, text.length());
        }

        float[] ignored = search(index, new String[] {"heron", "weir", "otter"}, 4);

        // By hand, N = 4: idf(heron, 2) = ln 2 = 0.6931, idf(weir, 1) = ln(1 + 3.5 / 1.5) = 1.2040, idf(otter, 0) =
        // ln(1 + 4.5 / 0.5) = 2.3026; together 4.1997.
        assertThat(index.coverage(0)).isCloseTo(1.8971 / 4.1997, within(1e-4));
        assertThat(index.coverage(1)).isCloseTo(0.6931 / 4.1997, within(1e-4));
    }

    private static float[] search(WordIndex index, String[] query, int count) {
        int[] terms = new int[query.length];
        for (int i = 0; i < query.length; i++) {
            terms[i] = index.find(query[i].toCharArray(), query[i].length());
        }
        BitSet all = new BitSet();
        all.set(0, count);
        TopK top = new TopK();
        top.reset(count);
        index.search(terms, all, top);
        top.sort();
        float[] scores = new float[count];
        for (int i = 0; i < top.size(); i++) {
            scores[top.number(i)] = top.score(i);
        }
        return scores;
    }

    private static float[] lucene(List<String> texts, String[] query) throws IOException {
        try (Directory directory = new ByteBuffersDirectory()) {
            IndexWriterConfig config = new IndexWriterConfig(new WhitespaceAnalyzer());
            try (IndexWriter writer = new IndexWriter(directory, config)) {
                for (String text : texts) {
                    writer.addDocument(List.of(new TextField("text", text, Field.Store.NO)));
                }
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                IndexSearcher searcher = new IndexSearcher(reader);
                searcher.setSimilarity(new BM25Similarity((float) WordIndex.K1, (float) WordIndex.B));
                BooleanQuery.Builder any = new BooleanQuery.Builder();
                for (String word : query) {
                    any.add(new TermQuery(new Term("text", word)), BooleanClause.Occur.SHOULD);
                }
                float[] scores = new float[texts.size()];
                for (ScoreDoc found : searcher.search(any.build(), texts.size()).scoreDocs) {
                    scores[found.doc] = found.score;
                }
                return scores;
            }
        }
    }

    /** Words that no stemmer changes, the first ones far more often. */
    private static String words(Random random, int count) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = (int) Math.exp(random.nextDouble() * Math.log(400));
            words.add("" + "bdfgkmpt".charAt(number % 8) + "ao".charAt(number / 8 % 2)
                    + "bdgkmpt".charAt(number / 16 % 7) + "ao".charAt(number / 112 % 2) + "k");
        }
        return String.join(" ", words);
    }
}
