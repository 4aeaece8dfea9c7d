package dev.nearside.browser.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesOfCallTest {
    private final NamesOfCall names = new NamesOfCall();

    @Test
    void filesOfOneNameAndOtherContentAreNumbered() {
        assertThat(names.unique("a/notes.md", "1")).isEqualTo("a/notes.md");
        assertThat(names.unique("a/notes.md", "2")).isEqualTo("a/notes (2).md");
        assertThat(names.unique("a/notes.md", "3")).isEqualTo("a/notes (3).md");
        assertThat(names.unique("b.c/Makefile", "4")).isEqualTo("b.c/Makefile");
        assertThat(names.unique("b.c/Makefile", "5")).isEqualTo("b.c/Makefile (2)");
        assertThat(names.unique(".env", "6")).isEqualTo(".env");
        assertThat(names.unique(".env", "7")).isEqualTo(".env (2)");
    }

    @Test
    void theSameContentIsTheSameFile() {
        assertThat(names.unique("notes.md", "1")).isEqualTo("notes.md");
        assertThat(names.unique("notes.md", "2")).isEqualTo("notes (2).md");

        assertThat(names.unique("notes.md", "1")).isEqualTo("notes.md");
        assertThat(names.unique("notes.md", "2")).isEqualTo("notes (2).md");
        assertThat(names.had("notes.md", "1")).isTrue();
        assertThat(names.had("notes.md", "2")).isFalse();
    }
}
