package dev.nearside.retrieval.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.error.InvalidInput;
import dev.nearside.error.NearsideException;
import dev.nearside.retrieval.Block;
import dev.nearside.retrieval.Document;
import dev.nearside.retrieval.DocumentType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocxReaderTest {
    private static final String STYLES = """
            <?xml version="1.0"?><w:styles xmlns:w="w">
            <w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
            <w:style w:styleId="Own"><w:name w:val="Own"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
            </w:styles>""";

    private static final String BODY = """
            <?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>
            <w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>Fish &amp; chips</w:t></w:r></w:p>
            <w:p><w:r><w:t xml:space="preserve">One </w:t></w:r><w:r><w:t>sen</w:t></w:r><w:r><w:t>tence.</w:t><w:br/><w:t>Next.</w:t></w:r>
            <w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>
            <w:p/>
            <w:p><w:pPr><w:pStyle w:val="Own"/></w:pPr><w:r><w:t>Oil</w:t></w:r></w:p>
            <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>first</w:t></w:r></w:p>
            <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>second</w:t></w:r></w:p>
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc>
            <w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
            <mc:AlternateContent><mc:Choice><w:p><w:r><w:t>new</w:t></w:r></w:p></mc:Choice>
            <mc:Fallback><w:p><w:r><w:t>old</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>
            </w:body></w:document>""";

    @Test
    void paragraphsHeadingsListsAndTablesAreRead() {
        Document document = DocumentReaders.read("menu.docx", docx(BODY));

        assertThat(document.type()).isEqualTo(DocumentType.DOCX);
        assertThat(document.text())
                .isEqualTo("Fish & chips\n\nOne sentence.\nNext.\n\nOil\nfirst\nsecond\na b | c\n\nnew");
        assertThat(document.headingAt(document.text().indexOf("second"))).isEqualTo("Fish & chips › Oil");
        assertThat(document.blocks()).extracting(Block::kind).contains(Block.Kind.LIST_ITEM, Block.Kind.ROW);
    }

    @Test
    void aBombIsRefusedBeforeItFillsTheMemory() {
        byte[] bomb = docx("<w:p>" + " ".repeat(100 * 1024 * 1024));

        assertThat(bomb.length).isLessThan(200_000);
        assertThatThrownBy(() -> DocumentReaders.read("bomb.docx", bomb))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("bomb.docx is refused: word/document.xml in it unpacks to more than 96 MiB");
    }

    @Test
    void entitiesOfADocumentsOwnAreRefused() {
        byte[] bytes = docx("<!DOCTYPE x [<!ENTITY a \"aaaa\">]><w:document>&a;</w:document>");

        assertThatThrownBy(() -> DocumentReaders.read("a.docx", bytes))
                .hasMessage("a.docx is refused: there is a document type definition in it");
    }

    @Test
    void anArchiveThatIsEncryptedCutOffOrOfSomethingElseIsRefused() {
        byte[] encrypted = docx(BODY);
        int entry = indexOf(encrypted, 0x02014b50);
        encrypted[entry + 8] |= 1;
        byte[] whole = docx(BODY);

        assertThatThrownBy(() -> DocumentReaders.read("a.docx", encrypted)).hasMessageContaining("a.docx is encrypted");
        assertThatThrownBy(() -> DocumentReaders.read("a.docx", Arrays.copyOf(whole, whole.length - 30)))
                .hasMessageContaining("the end of the archive is missing");
        assertThatThrownBy(() -> DocumentReaders.read("a.docx", zip("mimetype", "x")))
                .hasMessage("a.docx is a zip archive but no Word document");
        assertThatThrownBy(() -> DocumentReaders.read("a.docx", docx("<w:p><w:t")))
                .hasMessage("a.docx is damaged: its text ends in the middle");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void damagedBytesAreRefusedAndNeverBreakTheReader(long seed) {
        byte[] whole = docx(BODY);
        Random random = new Random(seed);

        for (int i = 0; i < 300; i++) {
            byte[] damaged = Arrays.copyOf(whole, random.nextInt(8) == 0 ? random.nextInt(whole.length) : whole.length);
            for (int j = random.nextInt(4); j >= 0 && damaged.length > 4; j--) {
                damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt();
            }
            readOrRefused(damaged);
        }
    }

    private static void readOrRefused(byte[] damaged) {
        try {
            assertThat(DocumentReaders.read("a.docx", damaged)).isNotNull();
        } catch (NearsideException e) {
            assertThat(e).isInstanceOf(InvalidInput.class).hasMessageStartingWith("a.docx is ");
        }
    }

    private static byte[] docx(String body) {
        return zip("word/styles.xml", STYLES, "word/document.xml", body);
    }

    private static byte[] zip(String... namesAndTexts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static int indexOf(byte[] bytes, int signature) {
        for (int i = 0; ; i++) {
            int value = 0;
            for (int b = 3; b >= 0; b--) {
                value = value << 8 | (bytes[i + b] & 0xff);
            }
            if (value == signature) {
                return i;
            }
        }
    }
}
