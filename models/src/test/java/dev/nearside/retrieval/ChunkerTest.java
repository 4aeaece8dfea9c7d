package dev.nearside.retrieval;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.retrieval.reader.DocumentReaders;
import dev.nearside.retrieval.words.Characters;
import dev.nearside.retrieval.words.Graphemes;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkerTest {
    /** About as BERT counts: five letters make a token. */
    private static final TokenCounter COUNTER = text -> {
        int count = 0;
        for (String word : text.replace("\u200b", "").split("\\s+", -1)) {
            count += word.isEmpty() ? 0 : 1 + word.length() / 5;
        }
        return count;
    };

    private final Chunker chunker = new Chunker(COUNTER, new ChunkOptions(40, 10, 8));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void everyVisibleCharacterIsInSomeChunkAndNoneIsSplit(long seed) {
        Document document =
                DocumentReaders.read("notes.md", new Texts(seed).markdown().getBytes(UTF_8));

        List<Chunk> chunks = chunker.chunk(document);

        checkCover(document, chunks, seed);
        for (Chunk chunk : chunks) {
            assertThat(COUNTER.count(chunk.textIn(document)))
                    .as("seed %s", seed)
                    .isLessThanOrEqualTo(40);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anyCharactersAtAllAreCovered(long seed) {
        Document document = Document.ofText("noise.txt", new Texts(seed).noise() + "x");

        List<Chunk> chunks = chunker.chunk(document);

        checkCover(document, chunks, seed);
    }

    @Test
    void aWordOfAMegabyteIsCutIntoPieces() {
        Document document = Document.ofText("base64.txt", "QUJD".repeat(250_000));

        List<Chunk> chunks = new Chunker(text -> 1, ChunkOptions.MINILM).chunk(document);

        assertThat(chunks).hasSizeGreaterThan(400).allMatch(chunk -> chunk.end() - chunk.start() <= 2400);
        checkCover(document, chunks, 0);
    }

    @Test
    void aSectionThatIsCutRepeatsItsLastSentenceAndASectionThatIsNotDoesNot() {
        String sentence = "One two three four five six seven. ";
        Document document = DocumentReaders.read(
                "a.md",
                ("# A\n\n" + sentence.repeat(8) + "\n\n# B\n\n" + "Eight nine ten. ".repeat(5)).getBytes(UTF_8));

        List<Chunk> chunks = chunker.chunk(document);

        assertThat(chunks).hasSizeGreaterThan(2);
        assertThat(chunks.get(1).start()).isLessThan(chunks.get(0).end());
        Chunk last = chunks.get(chunks.size() - 1);
        assertThat(last.textIn(document)).startsWith("# B");
        assertThat(last.start())
                .isGreaterThanOrEqualTo(chunks.get(chunks.size() - 2).end());
    }

    @Test
    void theHeadingsAboveAreContextAndTheOutermostGoFirstIfTheyAreTooLong() {
        String text = "# Handbook\n\n## Leave\n\n" + "Some words that fill the chunk up to its end. ".repeat(8)
                + "\n\n### A heading\n\nText.";
        Document document = DocumentReaders.read("a.md", text.getBytes(UTF_8));

        List<Chunk> chunks = new Chunker(COUNTER, new ChunkOptions(40, 0, 3)).chunk(document);

        assertThat(chunks.get(0).context()).isEmpty();
        assertThat(chunks.get(1).context()).isEqualTo("Leave");
        assertThat(chunks.get(1).embeddedText(document)).startsWith("Leave\nSome words");
    }

    @Test
    void aHeadingIsNotTheLastThingInAChunk() {
        String text = "# One\n\n" + "Words that nearly fill all of the chunk here. ".repeat(3) + "\n\n# Two\n\n"
                + "Then a long sentence that does not fit in with what stands before it any more at all.";
        Document document = DocumentReaders.read("a.md", text.getBytes(UTF_8));

        List<Chunk> chunks = chunker.chunk(document);

        assertThat(chunks).extracting(chunk -> chunk.textIn(document)).noneMatch(part -> part.endsWith("Two"));
    }

    @Test
    void aDocumentWithoutTextHasNoChunks() {
        assertThat(chunker.chunk(Document.ofText("blank.txt", " \n\n\t"))).isEmpty();
    }

    private static void checkCover(Document document, List<Chunk> chunks, long seed) {
        String text = document.text();
        BitSet covered = new BitSet();
        int last = -1;
        for (Chunk chunk : chunks) {
            assertThat(chunk.start()).as("seed %s", seed).isGreaterThan(last);
            last = chunk.start();
            covered.set(chunk.start(), chunk.end());
            assertThat(Graphemes.isBoundary(text, chunk.start()) || Characters.isSpace(text.charAt(chunk.start() - 1)))
                    .as("seed %s: start %s", seed, chunk.start())
                    .isTrue();
            assertThat(Graphemes.isBoundary(text, chunk.end()) || Characters.isSpace(text.charAt(chunk.end())))
                    .as("seed %s: end %s", seed, chunk.end())
                    .isTrue();
        }
        for (int i = 0; i < text.length(); i++) {
            if (!Characters.isSpace(text.charAt(i))) {
                assertThat(covered.get(i)).as("seed %s: character %s", seed, i).isTrue();
            }
        }
    }
}
