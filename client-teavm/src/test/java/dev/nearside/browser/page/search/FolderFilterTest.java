package dev.nearside.browser.page.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderFilterTest {
    private final FolderFilter filter = new FolderFilter();

    @ParameterizedTest
    @ValueSource(strings = {"notes/heating.md", "notes/2024/a.b.txt", "notes/modules/x", "notes"})
    void aPersonsFilesAreTaken(String path) {
        boolean taken = filter.takes(path);

        assertThat(taken).isTrue();
        assertThat(filter.summary()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"notes/.git/config", "notes/.DS_Store", "notes/app/node_modules/x/readme.md", "notes/Thumbs.db"})
    void hiddenAndInstalledFilesAreNot(String path) {
        boolean taken = filter.takes(path);

        assertThat(taken).isFalse();
    }

    @Test
    void aFolderThatIsLeftOutIsNamedOnceHoweverManyFilesItHas() {
        List<String> paths = List.of("notes/.git/config", "notes/.git/HEAD", "notes/node_modules/a.md");

        boolean any = paths.stream().anyMatch(filter::takes);

        assertThat(any).isFalse();
        assertThat(filter.summary()).isEqualTo("Left out as hidden or installed: notes/.git, notes/node_modules.");
    }

    @Test
    void ofManyOnlyTheFirstAreNamed() {
        for (int i = 0; i < 20; i++) {
            boolean taken = filter.takes("notes/.hidden" + i);
            assertThat(taken).isFalse();
        }

        String summary = filter.summary();

        assertThat(summary).endsWith("notes/.hidden3 and 16 more.");
    }
}
