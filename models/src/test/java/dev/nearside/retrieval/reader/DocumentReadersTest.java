package dev.nearside.retrieval.reader;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.error.InvalidInput;
import dev.nearside.retrieval.Block;
import dev.nearside.retrieval.Document;
import dev.nearside.retrieval.DocumentType;
import dev.nearside.retrieval.Section;
import dev.nearside.retrieval.Texts;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReadersTest {

    @Test
    void plainTextFallsIntoParagraphsWithPlainLineEnds() {
        Document document = read("a.txt", "First\r\nparagraph.\r\n \r\n\r\nSecond.\r");

        assertThat(document.text()).isEqualTo("First\nparagraph.\n \n\nSecond.\n");
        assertThat(blocks(document)).containsExactly("First\nparagraph.", "Second.");
    }

    @Test
    void textIsReadInTheEncodingThatItShows() {
        String text = "Grüße aus Köln – „schön“\n";

        assertThat(decoded("\ufeff" + text, UTF_8)).isEqualTo(text);
        assertThat(decoded(text, UTF_8)).isEqualTo(text);
        assertThat(decoded("\ufeff" + text, UTF_16LE)).isEqualTo(text);
        assertThat(decoded("\ufeff" + text, UTF_16BE)).isEqualTo(text);
        assertThat(decoded(text, UTF_16LE)).isEqualTo(text);
        assertThat(decoded(text, UTF_16BE)).isEqualTo(text);
        assertThat(decoded(text, Charset.forName("windows-1252"))).isEqualTo(text);
    }

    @Test
    void oneDamagedByteDoesNotGarbleTheOtherCharacters() {
        byte[] bytes = "Zürich, Genève, Köln, Málaga, Łódź, Århus".getBytes(UTF_8);
        byte[] damaged = Arrays.copyOf(bytes, bytes.length + 1);
        damaged[bytes.length] = (byte) 0xff;

        assertThat(DocumentReaders.read("a.txt", damaged).text())
                .startsWith("Zürich, Genève")
                .endsWith("Århus\ufffd");
    }

    @Test
    void markdownKeepsItsSourceAndKnowsItsHeadings() {
        Document document = read("notes.md", """
                ---
                title: Notes
                ---
                Setext **title**
                ================

                Text that
                goes on.
                ## The `second` [level](http://x.example) ##
                - one
                  more
                - two

                ```java
                # no heading

                int x;
                ```
                | a | b |
                |---|---|
                #Tag is no heading
                """);

        assertThat(document.type()).isEqualTo(DocumentType.MARKDOWN);
        assertThat(document.sections())
                .extracting(Section::path)
                .containsExactly("Setext title", "Setext title › The second level");
        assertThat(document.headingAt(document.text().indexOf("int x"))).isEqualTo("Setext title › The second level");
        assertThat(document.blocks())
                .extracting(Block::kind)
                .containsExactly(
                        Block.Kind.CODE,
                        Block.Kind.HEADING,
                        Block.Kind.PARAGRAPH,
                        Block.Kind.HEADING,
                        Block.Kind.LIST_ITEM,
                        Block.Kind.LIST_ITEM,
                        Block.Kind.CODE,
                        Block.Kind.ROW,
                        Block.Kind.PARAGRAPH);
        assertThat(blocks(document)).contains("- one\n  more", "```java\n# no heading\n\nint x;\n```");
    }

    @Test
    void htmlIsReadAsAPersonSeesIt() {
        Document document = read("page.html", """
                <!DOCTYPE html><html><head><title>A &amp; B</title><style>p { color: red }</style>
                <script>if (a < b) document.write("<p>no</p>")</script></head><body>
                <!-- <p>hidden</p> -->
                <h2 class="x > y">Caf&eacute;&#33; &#x1F375; &unknown; 1 < 2</h2>
                <p>One <b>bo</b>ld
                   word<br>next<P>Unclosed
                <ul><li>first<li>second</ul>
                <table><tr><th>City<th>People</tr><tr><td><p>Bern</p></td><td>134,506</td></tr></table>
                <pre>a
                  b</pre><img alt='A cat' src="x"><noscript>shown</noscript><svg><text>no</text></svg>
                <textarea>a <b> c</textarea></body>
                """);

        assertThat(document.text())
                .isEqualTo("A & B\n\nCafé! 🍵 &unknown; 1 < 2\n\nOne bold word\nnext\n\nUnclosed\nfirst\nsecond\n"
                        + "City | People\nBern | 134,506\n\na\n  b\n\nA cat shown a <b> c");
        assertThat(document.headingAt(document.text().indexOf("Bern"))).isEqualTo("A & B › Café! 🍵 &unknown; 1 < 2");
    }

    @Test
    void brokenHtmlLosesNoMoreThanItMust() {
        assertThat(read("a.html", "<p>a</p><script>never closed").text()).isEqualTo("a");
        assertThat(read("a.html", "<p title=\"never closed>a</p><p>b</p>").text())
                .isEqualTo("a\n\nb");
        assertThat(read("a.html", "a <!-- never closed").text()).isEqualTo("a");
        assertThat(read("a.html", "<3 hearts & <").text()).isEqualTo("<3 hearts & <");
        assertThat(read("a.html", "<p>a<//p></>b").text()).isEqualTo("a<//p></>b");
        assertThat(read("a.html", "<a href=x>a</a><svg><svg></svg>still in").text())
                .isEqualTo("a");
    }

    @Test
    void aTableIsReadRowByRowWithTheNamesOfItsColumns() {
        Document document = read(
                "cities.csv",
                "name;people;remark\r\nBern;134506;\"the \"\"capital\"\"; on\nthe Aare\"\r\n\r\nBasel;177827\nChur;;;extra\n");

        assertThat(document.text())
                .isEqualTo("name: Bern; people: 134506; remark: the \"capital\"; on the Aare\n"
                        + "name: Basel; people: 177827\nname: Chur; extra");
        assertThat(document.blocks()).extracting(Block::kind).containsOnly(Block.Kind.ROW);
    }

    @Test
    void aTableWithoutAHeadAndWithAQuoteThatIsNeverClosedIsRead() {
        assertThat(read("a.csv", "1,2\n3,\"4\n5,6").text()).isEqualTo("1; 2\n3; \"4\n5; 6");
        assertThat(read("a.tsv", "name\tage").text()).isEqualTo("name; age");
    }

    @Test
    void codeStaysAsItIsAndFallsIntoItsParts() {
        Document document = read(
                "A.java",
                "import x;\n\nclass A {\n    int a;\n\n    void b() {\n    }\n}\n\n// About B\nclass B {\n}\n");

        assertThat(document.type()).isEqualTo(DocumentType.CODE);
        assertThat(blocks(document))
                .containsExactly(
                        "import x;", "class A {\n    int a;\n\n    void b() {\n    }\n}", "// About B\nclass B {\n}");
    }

    @Test
    void pagesOfAPdfKnowTheirNumbers() {
        Document document = Document.ofPages("a.pdf", List.of("One.\r\n\r\nTwo.", "", "Three."));

        assertThat(document.pageStarts()).hasSize(3);
        assertThat(document.pageAt(document.text().indexOf("Two"))).isEqualTo(1);
        assertThat(document.pageAt(document.text().indexOf("Three"))).isEqualTo(3);
        assertThatThrownBy(() -> Document.ofPages("scan.pdf", List.of("", " \n")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("scan.pdf has no text on its 2 pages");
    }

    @Test
    void wordsDividedAtTheEndOfALineArePutTogetherInAPdf() {
        Document document = Document.ofPages("a.pdf", List.of("An exam-\r\nple of 3-\n4 and Baden-\nBaden -\nnever-"));

        assertThat(document.text()).isEqualTo("An example of 3-\n4 and Baden-\nBaden -\nnever-");
    }

    @Test
    void whatCannotBeReadIsRefusedByNameAndReason() {
        assertThat(refusal("a.txt", new byte[0])).isEqualTo("a.txt is empty");
        assertThat(refusal("a.txt", " \n\t ".getBytes(UTF_8))).isEqualTo("a.txt has nothing but white space in it");
        assertThat(refusal("a.md", "\n\n".getBytes(UTF_8))).isEqualTo("a.md has no text in it");
        assertThat(refusal("cat.txt", bytes("\u0089PNG\r\n\u001a\n\0\0"))).startsWith("cat.txt is a picture (PNG)");
        assertThat(refusal("a.bin", bytes("a\0b\0\0c"))).startsWith("a.bin is a binary file");
        assertThat(refusal("a.docx", "hello".getBytes(UTF_8)))
                .isEqualTo("a.docx is called a Word document but is none");
        assertThat(refusal("a.pdf", "hello".getBytes(UTF_8)))
                .isEqualTo("a.pdf is called a PDF but does not start as one");
        assertThat(refusal("a.docx", bytes("\u00d0\u00cf\u0011\u00e0"))).contains("protected by a password");
        assertThat(refusal("a.doc", bytes("\u00d0\u00cf\u0011\u00e0"))).contains("old Office program");
        assertThat(refusal("a.xlsx", bytes("PK\3\4"))).contains("save it as CSV");
        assertThat(refusal("a.zip", bytes("PK\3\4"))).contains("unpack it");
        assertThat(refusal("a.pdf", "%PDF-1.7 …".getBytes(UTF_8))).contains("is a PDF");
        assertThatThrownBy(() -> DocumentReaders.checkSize("film.txt", 100L << 20))
                .hasMessage("film.txt is too large: it has 100 MiB, and at most 64 are read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.txt", "a.md", "a.html", "a.csv", "a.java"})
    void anyCharactersAtAllAreReadOrRefused(String name) {
        for (long seed = 1; seed <= 40; seed++) {
            String text = new Texts(seed).noise() + "<h1>\"x,\n# x";
            byte[] bytes = text.replace('\0', ' ').getBytes(UTF_8);
            for (int i = 0; i < bytes.length; i++) {
                // More than a few controls, and it is taken for what is no text.
                bytes[i] = bytes[i] >= 0 && bytes[i] < ' ' ? (byte) '\n' : bytes[i];
            }
            Random random = new Random(seed);
            for (int i = 0; i < bytes.length / 20; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) "<>&\"'|#-`\n;,/=".charAt(random.nextInt(14));
            }

            Document document = DocumentReaders.read(name, bytes);

            assertThat(document.blocks()).as("seed %s", seed).isNotEmpty();
        }
    }

    private static Document read(String name, String text) {
        return DocumentReaders.read(name, text.getBytes(UTF_8));
    }

    private static String decoded(String text, Charset charset) {
        return DocumentReaders.read("a.txt", text.getBytes(charset)).text();
    }

    private static String refusal(String name, byte[] bytes) {
        try {
            Document document = DocumentReaders.read(name, bytes);
            throw new AssertionError("read as " + document);
        } catch (InvalidInput e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static byte[] bytes(String characters) {
        return characters.getBytes(ISO_8859_1);
    }

    private static List<String> blocks(Document document) {
        return document.blocks().stream()
                .map(block -> document.text().substring(block.start(), block.end()))
                .toList();
    }
}
