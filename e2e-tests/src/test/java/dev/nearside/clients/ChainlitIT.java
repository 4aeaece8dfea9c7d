package dev.nearside.clients;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.nearside.e2e.Browsers;
import dev.nearside.e2e.JvmLlama;
import dev.nearside.e2e.ServerProcess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The course's chat over a few files, {@code clients/app.py}, as a person uses it. */
@Tag("pypi")
class ChainlitIT {
    private static final int PATIENCE = 300_000;

    private static PythonEnvironment python;
    private static ServerProcess server;
    private static Browsers browsers;

    @BeforeAll
    static void install() throws Exception {
        python = PythonEnvironment.of("apps");
        server = RealServer.start();
        browsers = Browsers.find();
    }

    @AfterAll
    static void close() {
        if (browsers != null) {
            browsers.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {RealServer.MODEL, JvmLlama.MODEL})
    void aQuestionIsAnsweredFromTheRightFile(String model) throws Exception {
        System.out.println(python.version("chainlit") + ", " + python.version("openai") + ", " + model);
        try (PythonServer app = startApp(model);
                Browser browser = browsers.launch(Browsers.Gpu.NO_ADAPTER)) {
            Page page = browser.newPage();
            page.navigate(app.address().toString());
            Locator answers = page.locator("[data-step-type='assistant_message']");
            assertThat(answers.first())
                    .containsText(
                            model + ", and I know 3 files",
                            new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));

            page.locator("#chat-input").click();
            page.keyboard().type("When does the ferry to the islands leave the harbour?");
            page.keyboard().press("Enter");

            assertThat(answers).hasCount(3, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
            assertThat(answers.nth(2)).containsText("Sources: harbour.txt");
            assertThat(answers.nth(1)).hasText(Pattern.compile("\\S{2}"));
            assertThat(answers.allInnerTexts()).noneMatch(text -> text.contains("Error"));
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PythonEnvironment.results().resolve("chainlit-" + model + ".png")));
        }
    }

    private static PythonServer startApp(String model) throws Exception {
        int port = PythonServer.freePort();
        Path folder = PythonEnvironment.results().resolve("chainlit-" + model);
        Map<String, String> environment = new HashMap<>();
        environment.put("BASE_URL", server.at("").replaceAll("/$", ""));
        environment.put("MODEL", model);
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        return PythonServer.start(
                folder,
                environment,
                python.command(
                        "chainlit",
                        "run",
                        PythonEnvironment.sources().resolve("app.py").toString(),
                        "--headless",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port)),
                port,
                "/");
    }
}
