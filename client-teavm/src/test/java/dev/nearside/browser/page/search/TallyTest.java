package dev.nearside.browser.page.search;

import static org.assertj.core.api.Assertions.assertThat;

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
}
