package dev.nearside.server.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.error.InvalidInput;
import dev.nearside.server.TestModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledModelsTest {
    @TempDir
    Path root;

    private Path manifest;
    private InstalledModels models;

    @BeforeEach
    void install() throws Exception {
        TestModels.install(root, "sum", new byte[] {1, 2, 3});
        manifest = root.resolve("sum/manifest.json");
        models = new InstalledModels(root.toRealPath());
    }

    @Test
    void aManifestThatDidNotChangeIsReadOnce() {
        assertThat(models.find("sum").orElseThrow()).isSameAs(models.find("sum").orElseThrow());
    }

    @Test
    void oneThatDidIsReadAgain() throws Exception {
        HostedModel before = models.find("sum").orElseThrow();
        Files.writeString(manifest, Files.readString(manifest).replace("A model for tests", "Another title"));

        HostedModel after = models.find("sum").orElseThrow();

        assertThat(before.manifest().title()).isEqualTo("A model for tests");
        assertThat(after.manifest().title()).isEqualTo("Another title");
    }

    @Test
    void oneOfTheSameLengthAndTimeInItsPlaceIsReadAgain() throws Exception {
        HostedModel before = models.find("sum").orElseThrow();
        FileTime time = Files.getLastModifiedTime(manifest);
        Path other = Files.writeString(
                root.resolve("other"), Files.readString(manifest).replace("A model for tests", "B model for tests"));
        Files.setLastModifiedTime(other, time);
        Files.delete(manifest);
        Files.move(other, manifest);

        HostedModel after = models.find("sum").orElseThrow();

        assertThat(after).isNotSameAs(before);
        assertThat(after.manifest().title()).isEqualTo("B model for tests");
    }

    @Test
    void oneThatIsGoneOrBrokenIsNotRemembered() throws Exception {
        assertThat(models.find("sum")).isPresent();
        Files.writeString(manifest, "{");
        assertThatThrownBy(() -> models.find("sum")).isInstanceOf(InvalidInput.class);
        Files.delete(manifest);
        assertThat(models.find("sum")).isEmpty();
    }
}
