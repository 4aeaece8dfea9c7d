package dev.nearside.browser.page.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTest {

    @ParameterizedTest
    @CsvSource({
        "'', There was no file to add",
        "refused, Nothing was added",
        "unchanged, It was in your library already",
        "unchanged unchanged, All of these were in your library already",
        "indexed, 1 file added",
        "indexed refused indexed, 2 files added",
        "indexed unchanged, '1 file added, 1 there already'",
    })
    void whatBecameOfTheFilesIsSaidInASentence(String statuses, String said) {
        Tally tally = new Tally();
        for (String status : statuses.split(" ", -1)) {
            if (!status.isEmpty()) {
                tally.count(status);
            }
        }

        String summary = tally.summary();

        assertThat(summary).isEqualTo(said);
    }

    @Test
    void whatWasReplacedIsCountedByItselfAndNamed() {
        Tally tally = new Tally();
        for (String name : List.of("a.md", "b.md", "c.md", "d.md", "e.md")) {
            tally.count("indexed");
            if (!name.equals("a.md")) {
                tally.replaced(name);
            }
        }

        assertThat(tally.summary()).isEqualTo("1 file added, 4 updated");
        assertThat(tally.remarks()).isEqualTo("Replaced the older b.md, c.md, d.md and 1 more.");
    }

    @Test
    void aFileThatGoesByAnotherNameIsTold() {
        Tally tally = new Tally();
        tally.count("indexed");
        tally.renamed("another a.md came with it, so this one is kept as a (2).md");

        assertThat(tally.summary()).isEqualTo("1 file added");
        assertThat(tally.remarks())
                .isEqualTo("Same names: another a.md came with it, so this one is kept as a (2).md.");
    }
}
