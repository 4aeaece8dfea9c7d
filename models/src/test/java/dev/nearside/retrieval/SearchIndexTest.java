package dev.nearside.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nearside.retrieval.reader.DocumentReaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SearchIndexTest {
    private final SearchIndex index = new SearchIndex(3);

    @Test
    void findsAPassageByAnotherFormOfItsWordsAndMarksIt() {
        index.add(document("tea", "Steep the leaves for three minutes.", 1, 0, 0));
        index.add(document("coffee", "Descaling the machine takes half an hour.", 0, 1, 0));

        List<Passage> passages = index.search("How do I descale the machines?", null, words());

        assertThat(passages).hasSize(1);
        assertThat(passages.get(0).document().id()).isEqualTo("coffee");
        assertThat(passages.get(0).wordRank()).isEqualTo(1);
        assertThat(passages.get(0).marks())
                .extracting(mark -> passages.get(0).text().substring(mark.start(), mark.end()))
                .containsExactly("Descaling", "machine");
    }

    @Test
    void fusesTheRanksOfVectorsAndWords() {
        index.add(document("tea", "Steep the leaves for three minutes.", 1, 0, 0));
        index.add(document("coffee", "Descaling the machine takes half an hour.", 0, 1, 0));

        List<Passage> passages =
                index.search("leaves", new float[] {0, 1, 0}, new SearchOptions(5, Set.of(), SearchMode.FUSED));

        assertThat(passages).extracting(passage -> passage.document().id()).containsExactly("tea", "coffee");
        assertThat(passages).extracting(Passage::vectorRank).containsExactly(2, 1);
        assertThat(passages).extracting(Passage::wordRank).containsExactly(1, 0);
    }

    @Test
    void neighboursThatAnswerAsWellBecomeOnePassageAndOthersDoNot() {
        String filler = "Nothing here is of any use to anybody, and that is so on purpose. ";
        String heron = "The heron stands by the weir in the morning and the heron fishes there. ";
        Document document = Document.ofText("birds.txt", heron.repeat(2) + filler.repeat(4) + "One heron more.");
        List<Chunk> chunks =
                new Chunker(words -> words.split(" ", -1).length, new ChunkOptions(15, 0, 0)).chunk(document);
        index.add(new IndexedDocument("birds", document, chunks, ChunkVectors.none(3), new Provenance(1, 0, "")));

        List<Passage> passages = index.search("Where is some heron by some weir?", null, words());

        assertThat(passages).hasSize(2);
        assertThat(passages.get(0).text()).isEqualTo(heron.repeat(2).strip());
        assertThat(passages.get(1).text()).isEqualTo("One heron more.");
        assertThat(passages.get(0).marks())
                .extracting(mark -> passages.get(0).text().substring(mark.start(), mark.end()))
                .containsExactly("heron", "weir", "heron", "heron", "weir", "heron");
    }

    @Test
    void readsBackWhatItWrote() {
        IndexedDocument document = document("tea", "Steep the leaves 🍵 for three minutes.\n\nServe.", 1, 0, 0);

        byte[] record = IndexedDocumentFormat.write(document);

        assertThat(IndexedDocumentFormat.read(record)).isEqualTo(document);
    }

    @Test
    void aPassageOverTwoPagesNamesBoth() {
        String heron = "The heron stands by the weir. ";
        Document document = Document.ofPages("birds.pdf", List.of("Nothing.", heron, heron));
        index.add(indexed(document, 4));

        List<Passage> passages = index.search("heron by the weir", null, words());

        assertThat(passages).hasSize(1);
        assertThat(passages.get(0).page()).isEqualTo(2);
        assertThat(passages.get(0).pageEnd()).isEqualTo(3);
    }

    @Test
    void codeKeepsTheBlanksAheadOfItsFirstLine() {
        Document document = DocumentReaders.read(
                "Weir.java",
                "class Weir {\n\n    void open() {\n        heron.fly();\n    }\n}\n".getBytes(StandardCharsets.UTF_8));
        index.add(indexed(document, 8));

        List<Passage> passages = index.search("heron fly open", null, words());

        assertThat(passages.get(0).text()).contains("    void open() {\n        heron.fly();");
        assertThat(document.text()
                        .substring(passages.get(0).start(), passages.get(0).end()))
                .isEqualTo(passages.get(0).text());
    }

    @Test
    void aPassageTellsHowNearItIs() {
        index.add(document("tea", "Steep the leaves for three minutes.", 0.6f, 0.8f, 0));
        index.add(document("coffee", "Descaling the machine takes half an hour.", 0, 0, 1));

        List<Passage> passages = index.search("leaves", new float[] {0, 1, 0}, SearchOptions.of(5));

        assertThat(passages.get(0).closeness().similarity()).isCloseTo(0.8, within(0.005));
        assertThat(passages.get(0).closeness().coverage()).isEqualTo(1);
        assertThat(passages.get(1).closeness()).isEqualTo(new Passage.Closeness(0, 0));
    }

    private static IndexedDocument indexed(Document document, int maxTokens) {
        List<Chunk> chunks =
                new Chunker(words -> words.split(" ", -1).length, new ChunkOptions(maxTokens, 0, 0)).chunk(document);
        return new IndexedDocument(document.name(), document, chunks, ChunkVectors.none(3), new Provenance(1, 0, ""));
    }

    private static SearchOptions words() {
        return new SearchOptions(5, Set.of(), SearchMode.WORDS);
    }

    private static IndexedDocument document(String id, String text, float... vector) {
        Document document = Document.ofText(id + ".txt", text);
        List<Chunk> chunks = new Chunker(words -> words.split(" ", -1).length, ChunkOptions.MINILM).chunk(document);
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < chunks.size(); i++) {
            vectors.add(vector);
        }
        return new IndexedDocument(
                id, document, chunks, ChunkVectors.of(3, vectors), new Provenance(text.length(), 0, "test"));
    }
}
