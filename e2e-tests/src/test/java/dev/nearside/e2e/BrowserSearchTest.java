package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BrowserSearchTest {

    @Test
    void theVariableComesFirst() {
        BrowserSearch search =
                search(Map.of("NEARSIDE_BROWSER", "/my/own", "PATH", "/bin"), "/my/own", "/bin/chromium");

        assertThat(search.find()).contains(Path.of("/my/own"));
    }

    @Test
    void aVariableThatNamesNothingIsAnError() {
        BrowserSearch search = search(Map.of("NEARSIDE_BROWSER", "/my/own", "PATH", "/bin"), "/bin/chromium");

        assertThatThrownBy(search::find)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("NEARSIDE_BROWSER")
                .hasMessageContaining("/my/own");
    }

    @Test
    void chromeIsPreferredToChromiumWhereverOnThePathItIs() {
        String path = "/bin" + File.pathSeparator + "/usr/bin";

        BrowserSearch search = search(Map.of("PATH", path), "/bin/chromium", "/usr/bin/google-chrome");

        assertThat(search.find()).contains(Path.of("/usr/bin/google-chrome"));
    }

    @Test
    void placesOffThePathAreLookedAtToo() {
        String app = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

        assertThat(search(Map.of("PATH", "/bin"), app).find()).contains(Path.of(app));
        assertThat(search(
                                Map.of("PROGRAMFILES", "C:\\Program Files"),
                                "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe")
                        .find())
                .isPresent();
    }

    @Test
    void aMachineWithoutABrowserHasNone() {
        assertThat(search(Map.of("PATH", "/bin")).find()).isEmpty();
    }

    private static BrowserSearch search(Map<String, String> environment, String... programs) {
        Set<String> there = Set.of(programs);
        return new BrowserSearch(environment, path -> there.contains(path.toString()));
    }
}
