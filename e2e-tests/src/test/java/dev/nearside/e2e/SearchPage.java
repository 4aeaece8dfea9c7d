package dev.nearside.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** {@code #/search} as a person uses it. */
final class SearchPage {
    /** The model is fetched and started, and two cores are shared by many. */
    private static final int PATIENCE = 120_000;

    private final Page page;

    private SearchPage(Page page) {
        this.page = page;
    }

    /** Opens it and waits until it says what to do. */
    static SearchPage open(Page page, ServerProcess server) {
        return open(page, server, "auto");
    }

    /** The same on that provider: auto, webgpu or wasm. */
    static SearchPage open(Page page, ServerProcess server, String provider) {
        page.navigate(server.at((provider.equals("auto") ? "/" : "/?provider=" + provider) + "#/search"));
        SearchPage search = new SearchPage(page);
        search.awaitState("empty");
        return search;
    }

    /** The one that is open. */
    static SearchPage at(Page page) {
        return new SearchPage(page);
    }

    /** Opens it with these files in its library. */
    static SearchPage with(Page page, ServerProcess server, FilePayload... files) {
        SearchPage search = open(page, server);
        search.add(files);
        return search;
    }

    static FilePayload file(String name, String text) {
        return new FilePayload(name, "", text.getBytes(StandardCharsets.UTF_8));
    }

    Locator part(String testId) {
        return page.getByTestId(testId);
    }

    /** Waits until it shows an {@code empty} library, or a {@code library}. */
    void awaitState(String state) {
        assertThat(part("view-search"))
                .hasAttribute("data-state", state, new HasAttributeOptions().setTimeout(PATIENCE));
    }

    /** Chooses files and waits until they are in the library. */
    void add(FilePayload... files) {
        choose(files);
        awaitDone();
    }

    void choose(FilePayload... files) {
        part("search-files").setInputFiles(files);
    }

    void chooseFolder(Path folder) {
        part("search-folder").setInputFiles(folder);
    }

    /** Lets files drop on the page. */
    void drop(FilePayload... files) {
        List<Map<String, String>> contents = Arrays.stream(files)
                .map(file ->
                        Map.of("name", file.name, "bytes", Base64.getEncoder().encodeToString(file.buffer)))
                .toList();
        part("search-drop")
                .evaluate(
                        "(target, files) => { const data = new DataTransfer();"
                                + " for (const file of files) { data.items.add("
                                + "   new File([Uint8Array.from(atob(file.bytes), c => c.charCodeAt(0))], file.name)); }"
                                + " for (const type of ['dragover', 'drop']) { target.dispatchEvent("
                                + "   new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true})); } }",
                        contents);
    }

    /** Lets a folder of this machine drop on the page, as the system's file manager does. */
    void drop(Path folder) {
        CDPSession browser = page.context().newCDPSession(page);
        JsonArray files = new JsonArray();
        files.add(folder.toString());
        JsonObject data = new JsonObject();
        data.add("items", new JsonArray());
        data.add("files", files);
        data.addProperty("dragOperationsMask", 1);
        for (String type : List.of("dragEnter", "dragOver", "dragOver", "drop")) {
            JsonObject event = new JsonObject();
            event.addProperty("type", type);
            event.addProperty("x", 300);
            event.addProperty("y", 400);
            event.add("data", data);
            JsonObject answer = browser.send("Input.dispatchDragEvent", event);
            // The browser asks the page whether it wants the drop, and hears its answer a little later.
            page.waitForTimeout(answer == null ? 0 : 200);
        }
        browser.detach();
    }

    /** Pastes a text where no field is. */
    void paste(String text) {
        page.evaluate(
                "text => { const data = new DataTransfer(); data.setData('text/plain', text);"
                        + " document.body.dispatchEvent(new ClipboardEvent('paste',"
                        + " {clipboardData: data, bubbles: true, cancelable: true})); }",
                text);
    }

    void takeSampleCollection() {
        part("search-sample").click();
        awaitDone();
    }

    /** Waits until nothing is being read any more. */
    void awaitDone() {
        assertThat(part("search-work"))
                .hasAttribute("data-state", "done", new HasAttributeOptions().setTimeout(PATIENCE));
    }

    /** Types a question, presses Enter, and waits for passages. */
    Locator ask(String question) {
        part("search-question").fill(question);
        part("search-question").press("Enter");
        awaitPassages();
        assertThat(part("search-timings")).containsText("ms", new ContainsTextOptions().setTimeout(PATIENCE));
        return passages();
    }

    /** Where none come, what the page says is worth more than that they did not. */
    private void awaitPassages() {
        try {
            assertThat(passages().first()).isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
        } catch (AssertionError e) {
            String state = part("view-search").getAttribute("data-state");
            throw new AssertionError(
                    "no passages; the page (" + state + ") says: '"
                            + part("search-status").textContent() + "', '"
                            + part("search-toast").textContent() + "'",
                    e);
        }
    }

    Locator passages() {
        return part("search-passage");
    }

    /** The row of that document. */
    Locator row(String name) {
        return part("search-file").filter(new Locator.FilterOptions().setHasText(name));
    }

    /** Deletes everything. */
    void wipe() {
        part("search-wipe").click();
        part("wipe-confirm").click();
        awaitState("empty");
    }

    /** Waits until the service worker has kept pdf.js with its tables. */
    void awaitReaderOfPdfs() {
        PageCondition.await(
                page,
                "(await (await caches.open('nearside-files-1')).keys())"
                        + ".filter(request => request.url.includes('/pdf/')).length === 3");
    }

    /** Waits until the service worker has what the page needs; models are the model store's, which has them by now. */
    void awaitServiceWorker() {
        PageCondition.await(page, "await navigator.serviceWorker.ready && await caches.match('/models/index.json')");
    }
}
