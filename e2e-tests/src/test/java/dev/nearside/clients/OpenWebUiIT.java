package dev.nearside.clients;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.nearside.e2e.Browsers;
import dev.nearside.e2e.JvmLlama;
import dev.nearside.e2e.ServerFootprint;
import dev.nearside.e2e.ServerProcess;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Open WebUI over the server: by its own API, and in a browser. */
@Tag("pypi")
class OpenWebUiIT {
    private static final int PATIENCE = 300_000;
    private static final String ASKED = "\"model\":\"" + RealServer.MODEL
            + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Name three colours.\"}]";
    private static final String ANSWERED = "\"model\":\"" + RealServer.MODEL
            + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Name three colours.\"},"
            + "{\"role\":\"assistant\",\"content\":\"Red, green and blue.\"}]";

    private static PythonEnvironment python;
    private static ServerProcess server;
    private static OpenWebUi webUi;

    @BeforeAll
    static void install() throws Exception {
        python = PythonEnvironment.of("open-webui");
        System.out.println(python.version("open-webui"));
        server = RealServer.start();
        webUi = OpenWebUi.start(python, server.at("/v1"), OpenWebUi.NO_TOOLS);
        webUi.signUp();
    }

    @AfterAll
    static void close() {
        if (webUi != null) {
            webUi.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static List<JsonCursor> events(Stream<String> lines) {
        return lines.filter(line -> line.startsWith("data: {"))
                .map(line -> Json.read(line.substring("data: ".length())))
                .toList();
    }

    private static String text(List<JsonCursor> events) {
        StringBuilder text = new StringBuilder();
        for (JsonCursor event : events) {
            for (JsonCursor choice :
                    event.optional("choices").map(JsonCursor::items).orElse(List.of())) {
                choice.field("delta").optional("content").ifPresent(piece -> text.append(piece.asString()));
            }
        }
        return text.toString();
    }

    private static String message(JsonCursor answer) {
        return answer.field("choices")
                .items()
                .get(0)
                .field("message")
                .field("content")
                .asString();
    }

    @Test
    void itListsTheModels() throws Exception {
        List<String> ids = webUi.get("/api/models").field("data").items().stream()
                .map(model -> model.field("id").asString())
                .toList();

        assertThat(ids).contains(RealServer.MODEL, JvmLlama.MODEL);
    }

    @Test
    void itStreamsAChat() throws Exception {
        List<JsonCursor> events;
        try (Stream<String> lines = webUi.stream(
                        "/api/chat/completions", "{\"stream\":true,\"max_tokens\":40,\"temperature\":0," + ASKED + "}")
                .body()) {
            events = events(lines);
        }

        assertThat(events).hasSizeGreaterThan(3);
        assertThat(text(events)).isNotBlank();
    }

    @Test
    void itMakesATitleAndTags() throws Exception {
        String title = message(webUi.post("/api/v1/tasks/title/completions", "{" + ANSWERED + "}"));
        String tags = message(webUi.post("/api/v1/tasks/tags/completions", "{" + ANSWERED + "}"));

        assertThat(title).isNotBlank();
        assertThat(tags).isNotBlank();
    }

    @Test
    void whatIsStoppedStops() throws Exception {
        try (Stream<String> lines = webUi.stream(
                        "/api/chat/completions",
                        "{\"stream\":true,\"max_tokens\":4000,\"logit_bias\":{\"0\":-100,\"2\":-100}," + ASKED + "}")
                .body()) {
            Iterator<String> first = lines.iterator();
            for (int i = 0; i < 5; i++) {
                assertThat(first.next()).isNotNull();
            }
            assertThat(running()).isPositive();
        }

        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE);
        while (running() > 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(running()).isZero();
    }

    /** How many answers the server is making. */
    private static double running() throws Exception {
        return ServerFootprint.sum(ServerFootprint.metrics(server), "nearside_chat_answering");
    }

    @Test
    void aDocumentIsAskedAbout() throws Exception {
        Path document = PythonEnvironment.sources().resolve("documents/harbour.txt");
        String id = webUi.upload(document).field("id").asString();
        awaitRead(id);

        List<JsonCursor> events;
        try (Stream<String> lines = webUi.stream(
                        "/api/chat/completions",
                        "{\"stream\":true,\"max_tokens\":40,\"model\":\"" + RealServer.MODEL
                                + "\",\"messages\":[{\"role\":\"user\",\"content\":\"When does the ferry leave?\"}],"
                                + "\"files\":[{\"type\":\"file\",\"id\":\"" + id + "\"}]}")
                .body()) {
            events = events(lines);
        }

        assertThat(text(events)).isNotBlank();
        assertThat(events.stream().map(event -> Json.write(event.value())))
                .anyMatch(event -> event.contains("\"sources\"") && event.contains("the ferry to the"));
    }

    private static void awaitRead(String id) throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE);
        String status = "";
        while (!status.equals("completed") && System.nanoTime() < end) {
            status = webUi.get("/api/v1/files/" + id + "/process/status")
                    .field("status")
                    .asString();
            assertThat(status).isNotEqualTo("failed");
            TimeUnit.MILLISECONDS.sleep(200);
        }
        assertThat(status).isEqualTo("completed");
    }

    @Test
    void aPersonChatsInTheBrowser() throws Exception {
        chatInTheBrowser(webUi, "open-webui.png");
    }

    @Test
    void theToolsThatItSendsByItselfAreLeftOutIfTheServerIsToldTo() throws Exception {
        try (ServerProcess lenient = RealServer.start("--chat-tools", "leave-out");
                OpenWebUi usual = OpenWebUi.start(python, lenient.at("/v1"), Map.of())) {
            usual.signUp();

            chatInTheBrowser(usual, "open-webui-tools-left-out.png");
        }
    }

    private static void chatInTheBrowser(OpenWebUi webUi, String picture) throws Exception {
        try (Browsers browsers = Browsers.find();
                Browser browser = browsers.launch(Browsers.Gpu.NO_ADAPTER)) {
            Page page = browser.newPage();
            page.setDefaultTimeout(PATIENCE);
            page.navigate(webUi.address() + "?models=" + RealServer.MODEL);
            page.locator("input[type='email']").fill(OpenWebUi.MAIL);
            page.locator("input[type='password']").fill(OpenWebUi.PASSWORD);
            page.locator("button[type='submit']").click();
            // What is new in its version, told to its administrator once.
            page.getByText("Okay, Let's Go!").click();
            page.locator("#chat-input").click();
            page.keyboard().type("Name three colours.");
            page.keyboard().press("Enter");

            Locator answer = page.locator(".chat-assistant").first();
            assertThat(answer)
                    .hasText(Pattern.compile("\\w{2}"), new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE));
            assertThat(answer).not().containsText("not supported");
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PythonEnvironment.results().resolve(picture)));
        }
    }
}
