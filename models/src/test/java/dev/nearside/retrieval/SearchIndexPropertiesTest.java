package dev.nearside.retrieval;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nearside.retrieval.reader.DocumentReaders;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchIndexPropertiesTest {
    private static final int DIMENSIONS = 24;
    private static final Chunker CHUNKER =
            new Chunker(text -> text.split("\\s+", -1).length, new ChunkOptions(30, 6, 8));

    /** What a search by vectors is: every chunk's product with the question, sorted. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aSearchByVectorsFindsWhatComparingAllWouldFind(long seed) {
        Texts texts = new Texts(seed);
        SearchIndex index = new SearchIndex(DIMENSIONS);
        List<IndexedDocument> documents = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            documents.add(document("d" + i, texts));
            index.add(documents.get(i));
        }
        float[] query = vector(texts);

        List<Passage> passages = index.search("", query, new SearchOptions(1, Set.of(), SearchMode.VECTORS));

        IndexedDocument best = documents.stream()
                .max(Comparator.comparingDouble(document -> bestProduct(document, query)))
                .orElseThrow();
        assertThat(passages.get(0).document().id()).as("seed %s", seed).isEqualTo(best.id());
        assertThat(passages.get(0).score()).as("seed %s", seed).isCloseTo(bestProduct(best, query), within(1e-4));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void addingReplacingAndRemovingLeavesWhatAFreshIndexWouldHave(long seed) {
        Texts texts = new Texts(seed);
        SearchIndex index = new SearchIndex(DIMENSIONS);
        Map<String, IndexedDocument> model = new LinkedHashMap<>();
        for (int step = 0; step < 120; step++) {
            String id = "d" + texts.below(25);
            if (texts.below(5) < 3) {
                IndexedDocument document = document(id, texts);
                index.add(document);
                model.remove(id);
                model.put(id, document);
            } else {
                assertThat(index.remove(id)).as("seed %s", seed).isEqualTo(model.remove(id) != null);
            }
        }
        SearchIndex fresh = new SearchIndex(DIMENSIONS);
        model.values().forEach(fresh::add);

        assertThat(index.ids()).containsExactlyElementsOf(model.keySet());
        assertThat(index.chunkCount()).isEqualTo(fresh.chunkCount());
        for (String id : model.keySet()) {
            assertThat(index.find(id)).contains(model.get(id));
        }
        for (SearchMode mode : SearchMode.values()) {
            for (int i = 0; i < 10; i++) {
                String question = texts.word() + " " + texts.word();
                float[] query = vector(texts);
                SearchOptions options = new SearchOptions(1 + texts.below(20), Set.of(), mode);
                assertThat(index.search(question, query, options))
                        .as("seed %s", seed)
                        .isEqualTo(fresh.search(question, query, options));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aFilterFindsOnlyWhatItNames(long seed) {
        Texts texts = new Texts(seed);
        SearchIndex index = new SearchIndex(DIMENSIONS);
        for (int i = 0; i < 20; i++) {
            index.add(document("d" + i, texts));
        }

        for (SearchMode mode : SearchMode.values()) {
            SearchOptions options = new SearchOptions(50, Set.of("d3", "d7", "gone"), mode);
            assertThat(index.search("machine river descaling", vector(texts), options))
                    .extracting(passage -> passage.document().id())
                    .as("seed %s", seed)
                    .isNotEmpty()
                    .isSubsetOf("d3", "d7");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void passagesCutTheTextThatTheyClaimAndDoNotOverlap(long seed) {
        Texts texts = new Texts(seed);
        SearchIndex index = new SearchIndex(DIMENSIONS);
        Map<String, IndexedDocument> documents = new LinkedHashMap<>();
        for (int i = 0; i < 12; i++) {
            IndexedDocument document = document("d" + i, texts);
            documents.put(document.id(), document);
            index.add(document);
        }

        List<Passage> passages = index.search("machine river E-4012 snake_case", vector(texts), SearchOptions.of(40));

        assertThat(passages).isNotEmpty();
        for (Passage passage : passages) {
            String text = Objects.requireNonNull(
                            documents.get(passage.document().id()))
                    .document()
                    .text();
            assertThat(passage.text()).isEqualTo(text.substring(passage.start(), passage.end()));
            assertThat(passage.marks())
                    .allMatch(mark -> mark.start() >= 0
                            && mark.start() < mark.end()
                            && mark.end() <= passage.text().length());
            for (Passage other : passages) {
                boolean apart = other.equals(passage)
                        || !other.document().id().equals(passage.document().id())
                        || other.end() <= passage.start()
                        || passage.end() <= other.start();
                assertThat(apart).as("seed %s: %s and %s", seed, passage, other).isTrue();
            }
        }
    }

    @Test
    void aCopyOfADocumentIsFoundOnce() {
        Texts texts = new Texts(1);
        SearchIndex index = new SearchIndex(DIMENSIONS);
        String text = "Press the left button until the lamp blinks twice, then let it rest for an hour before use. ";
        index.add(indexed("a", Document.ofText("a.txt", text), texts));
        index.add(indexed("b", Document.ofText("b.txt", text + "\n"), texts));
        index.add(indexed(
                "c", Document.ofText("c.txt", text.replace("left", "other").replace("twice", "once")), texts));

        List<Passage> passages = index.search("lamp button", null, new SearchOptions(9, Set.of(), SearchMode.WORDS));

        assertThat(passages).extracting(passage -> passage.document().id()).containsExactly("a", "c");
    }

    @Test
    void aDocumentWithoutVectorsIsFoundByItsWords() {
        SearchIndex index = new SearchIndex(DIMENSIONS);
        Document document = Document.ofText("a.txt", "A heron stands by the weir.");
        index.add(new IndexedDocument(
                "a", document, CHUNKER.chunk(document), ChunkVectors.none(DIMENSIONS), new Provenance(1, 1, "")));

        List<Passage> passages = index.search("herons", vector(new Texts(1)), SearchOptions.of(3));

        assertThat(passages).hasSize(1);
        assertThat(passages.get(0).vectorRank()).isZero();
    }

    @Test
    void wrongVectorsAreRefused() {
        SearchIndex index = new SearchIndex(DIMENSIONS);

        assertThatThrownBy(() -> index.search("a", new float[3], SearchOptions.of(3)))
                .hasMessage("a search by vectors needs the question's vector of 24 components, not 3");
        assertThatThrownBy(() -> index.search("a", null, SearchOptions.of(3))).hasMessageContaining("not none");
        assertThatThrownBy(() -> ChunkVectors.of(2, List.of(new float[] {1, Float.NaN})))
                .hasMessage("a vector with the component NaN");
        assertThatThrownBy(() -> new SearchOptions(0, Set.of(), SearchMode.WORDS))
                .hasMessageContaining("0");
    }

    private static double bestProduct(IndexedDocument document, float[] query) {
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < document.vectors().count(); i++) {
            float[] vector = document.vectors().copyVector(i);
            double product = 0;
            for (int j = 0; j < vector.length; j++) {
                product += (double) vector[j] * query[j];
            }
            best = Math.max(best, product);
        }
        return best;
    }

    private static IndexedDocument document(String id, Texts texts) {
        return indexed(id, DocumentReaders.read(id + ".md", texts.markdown().getBytes(UTF_8)), texts);
    }

    private static IndexedDocument indexed(String id, Document document, Texts texts) {
        List<Chunk> chunks = CHUNKER.chunk(document);
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < chunks.size(); i++) {
            vectors.add(vector(texts));
        }
        return new IndexedDocument(
                id, document, chunks, ChunkVectors.of(DIMENSIONS, vectors), new Provenance(1, 1, "test"));
    }

    private static float[] vector(Texts texts) {
        float[] vector = new float[DIMENSIONS];
        double sum = 0;
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = texts.below(2001) - 1000;
            sum += vector[i] * vector[i];
        }
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] /= (float) Math.sqrt(sum);
        }
        return vector;
    }
}
