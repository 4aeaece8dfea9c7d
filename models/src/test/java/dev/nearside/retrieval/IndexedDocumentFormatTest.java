package dev.nearside.retrieval;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.error.InvalidInput;
import dev.nearside.retrieval.reader.DocumentReaders;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexedDocumentFormatTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void readsBackWhatItWrote(long seed) {
        IndexedDocument document = document(seed);

        IndexedDocument read = IndexedDocumentFormat.read(IndexedDocumentFormat.write(document));

        assertThat(read).as("seed %s", seed).isEqualTo(document);
    }

    @Test
    void keepsThePagesOfAPdf() {
        Document pdf = Document.ofPages("a.pdf", List.of("First page.", "", "Third \ud800 page."));
        IndexedDocument document =
                new IndexedDocument("1", pdf, List.of(), ChunkVectors.none(4), new Provenance(9, 5, "m"));

        IndexedDocument read = IndexedDocumentFormat.read(IndexedDocumentFormat.write(document));

        assertThat(read).isEqualTo(document);
        assertThat(read.document().pageAt(read.document().text().indexOf("Third")))
                .isEqualTo(3);
    }

    @Test
    void aCollectionIsItsRecordsOneAfterTheOther() {
        ByteArrayOutputStream collection = new ByteArrayOutputStream();
        List<IndexedDocument> documents = List.of(document(1), document(2), document(3));
        for (IndexedDocument document : documents) {
            collection.writeBytes(IndexedDocumentFormat.write(document));
        }

        List<byte[]> records = IndexedDocumentFormat.split(collection.toByteArray());

        assertThat(records).map(IndexedDocumentFormat::read).isEqualTo(documents);
    }

    @Test
    void everyCutIsRefused() {
        byte[] record = IndexedDocumentFormat.write(document(4));

        for (int length = 0; length < record.length; length += 1 + record.length / 500) {
            byte[] cut = Arrays.copyOf(record, length);
            assertThatThrownBy(() -> IndexedDocumentFormat.read(cut)).isInstanceOf(InvalidInput.class);
        }
    }

    @Test
    void everyChangedByteIsRefused() {
        byte[] record = IndexedDocumentFormat.write(document(5));

        for (int at = 0; at < record.length; at += 1 + record.length / 500) {
            byte[] damaged = record.clone();
            damaged[at] ^= 0x10;
            assertThatThrownBy(() -> IndexedDocumentFormat.read(damaged)).isInstanceOf(InvalidInput.class);
        }
    }

    /** What somebody could make on purpose: wrong inside, and the checksum right. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aForgedRecordIsRefusedOrReadButNeverBreaksTheReader(long seed) {
        byte[] record = IndexedDocumentFormat.write(document(6));
        Random random = new Random(seed);

        for (int i = 0; i < 100; i++) {
            byte[] forged = record.clone();
            forged[12 + random.nextInt(record.length - 12)] = (byte) random.nextInt();
            forged[12 + random.nextInt(Math.min(200, record.length - 12))] = (byte) random.nextInt();
            int crc = Crc32.of(forged, 12, forged.length);
            for (int b = 0; b < 4; b++) {
                forged[8 + b] = (byte) (crc >>> (8 * b));
            }
            refusedOrRead(forged);
        }
    }

    @Test
    void somethingElseIsRefusedByName() {
        assertThatThrownBy(() -> IndexedDocumentFormat.split("PK\3\4 and more of it".getBytes(UTF_8)))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("this is no collection that was exported here");
    }

    private static void refusedOrRead(byte[] forged) {
        try {
            assertThat(IndexedDocumentFormat.read(forged)).isNotNull();
        } catch (InvalidInput e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    private static IndexedDocument document(long seed) {
        Texts texts = new Texts(seed);
        Document document =
                DocumentReaders.read("notes-" + seed + ".md", texts.markdown().getBytes(UTF_8));
        List<Chunk> chunks = new Chunker(text -> text.length() / 4, ChunkOptions.MINILM).chunk(document);
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < chunks.size(); i++) {
            vectors.add(new float[] {texts.below(100) - 50, texts.below(9), 0.25f, -1});
        }
        return new IndexedDocument(
                "id-" + seed,
                document,
                chunks,
                ChunkVectors.of(4, vectors),
                new Provenance(1L << 40, 1_790_000_000_000L, "all-minilm-l6-v2"));
    }
}
