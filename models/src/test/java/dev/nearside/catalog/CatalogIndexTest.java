package dev.nearside.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.error.InvalidInput;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogIndexTest {

    @Test
    void aModelIsListedUnderAddressesThatNeverChange() {
        Manifest manifest = ManifestReader.read(ExampleManifest.JSON);

        CatalogEntry entry = CatalogEntry.of(manifest, "ff".repeat(32), true);

        assertThat(entry.manifest()).isEqualTo("/models/adder/manifest.json?v=" + "ff".repeat(32));
        assertThat(entry.files().get(1).url()).isEqualTo("/models/adder/gpu/adder.onnx?v=" + ExampleManifest.SHA256);
        assertThat(entry.bytes()).isEqualTo(50);
    }

    @Test
    void whatIsWrittenReadsBackEqual() {
        Manifest manifest = ManifestReader.read(ExampleManifest.JSON);
        CatalogIndex index = new CatalogIndex(List.of(CatalogEntry.of(manifest, "ff".repeat(32), false)));

        CatalogIndex read = CatalogIndex.parse(index.toJson());

        assertThat(read).isEqualTo(index);
        assertThat(read.find("adder")).isPresent();
        assertThat(read.find("other")).isEmpty();
    }

    @Test
    void aBrokenEntryIsNamed() {
        assertThatThrownBy(() -> CatalogIndex.parse("{\"models\":[{\"id\":\"a\",\"files\":[{\"path\":1}]}]}"))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("models[0].files[0].path: expected a string, found a number");
    }
}
