package dev.nearside.retrieval;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.nearside.error.InvalidInput;
import dev.nearside.retrieval.reader.DocumentReaders;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 150,000 characters made of the same few characters: whatever takes the square of its length shows here. */
class HardInputTest {
    private static final int LENGTH = 150_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                ". ",
                "! ",
                "\n",
                "a\n",
                "- ",
                "\n- ",
                "<",
                "<a ",
                "<a b='",
                "<a b=\"",
                "<br>",
                "<p>",
                "<td>",
                "<svg>",
                "<style>",
                "<!--",
                "&",
                "&amp",
                "&#",
                "'",
                "\"",
                "\",\"",
                "#",
                "# a\n",
                "|",
                "|a|\n",
                "`",
                "```\n",
                "*",
                "_",
                "](",
                "a.",
                "a_",
                "aB",
                "1a",
                "E-4",
                "漢",
                "。",
                "🇨🇭",
                "👩‍👩‍👧 ",
                "👍🏽",
                "\u0301",
                "\u200b",
                "각",
                "x",
                "a'",
                "===\n",
                "---\n",
                "a-\n",
                "}\n",
                "{\n\n",
                ";",
                "\t",
                "x:y;"
            })
    void takesTimeByItsLength(String part) {
        String text = "Start " + part.repeat(LENGTH / part.length()) + " end";
        for (String name : List.of("a.txt", "a.md", "a.html", "a.csv", "a.java")) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(30), () -> readAndSearch(name, text), () -> name + " of " + part);
        }
    }

    private static void readAndSearch(String name, String text) {
        Document document;
        try {
            document = DocumentReaders.read(name, text.getBytes(UTF_8));
        } catch (InvalidInput e) {
            assertThat(e).hasMessageContaining(name);
            return;
        }
        List<Chunk> chunks = new Chunker(words -> words.length() / 4, ChunkOptions.MINILM).chunk(document);
        assertThat(chunks).allMatch(chunk -> chunk.end() - chunk.start() < 20_000);
        SearchIndex index = new SearchIndex(1);
        index.add(new IndexedDocument(name, document, chunks, ChunkVectors.none(1), new Provenance(1, 1, "")));
        assertThat(index.search(text, null, new SearchOptions(10, Set.of(), SearchMode.WORDS)))
                .isNotEmpty();
    }
}
