package dev.nearside.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import dev.nearside.image.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** {@code #/digits} as a person uses it. */
final class DigitsPage {
    private static final int PATIENCE = 60_000;

    private final Page page;

    private DigitsPage(Page page) {
        this.page = page;
        awaitReady("");
    }

    /**
     * Opens it and waits until the engine is ready.
     *
     * @param query with its question mark, or nothing
     */
    static DigitsPage open(Page page, ServerProcess server, String query) {
        page.navigate(server.at("/" + query));
        return new DigitsPage(page);
    }

    /** The page as it is, once the engine is ready. */
    static DigitsPage at(Page page) {
        return new DigitsPage(page);
    }

    void reload() {
        page.reload();
        awaitReady("");
    }

    Locator part(String testId) {
        return page.getByTestId(testId);
    }

    /** Waits until the engine says that it is ready on something of that name. */
    void awaitReady(String provider) {
        Locator state = part("engine-state");
        assertThat(state).hasAttribute("data-state", "ready", new HasAttributeOptions().setTimeout(PATIENCE));
        assertThat(state).containsText("Ready on " + provider);
    }

    /** Waits until the model reads that digit. */
    void awaitDigit(int digit) {
        assertThat(part("digits-digit")).hasText(Integer.toString(digit), new HasTextOptions().setTimeout(PATIENCE));
        assertThat(part("digits-result")).hasAttribute("data-state", "digit");
    }

    /** Waits until the service worker controls what comes next and has kept the model. */
    void awaitServiceWorker() {
        PageCondition.await(
                page,
                "await navigator.serviceWorker.ready"
                        + " && await caches.match('/models/digits/digits.onnx', {ignoreSearch: true})");
    }

    void takeSample(int digit) {
        part("digits-sample-" + digit).click();
    }

    void choose(String provider) {
        part("digits-provider-" + provider).check(new Locator.CheckOptions().setForce(true));
    }

    /** Draws strokes with the mouse; each is a line through points {@code x,y} in hundredths of the canvas. */
    void draw(String... strokes) {
        for (String stroke : strokes) {
            press(stroke);
            page.mouse().up();
        }
    }

    /** Draws one stroke and keeps the button down. */
    void press(String stroke) {
        BoundingBox box = part("digits-canvas").boundingBox();
        String[] points = stroke.split(" ", -1);
        for (int i = 0; i < points.length; i++) {
            String[] xy = points[i].split(",", -1);
            double x = box.x + box.width * Integer.parseInt(xy[0]) / 100;
            double y = box.y + box.height * Integer.parseInt(xy[1]) / 100;
            page.mouse().move(x, y, new Mouse.MoveOptions().setSteps(i == 0 ? 1 : 6));
            if (i == 0) {
                page.mouse().down();
            }
        }
    }

    /** Chooses a picture by its file. */
    void chooseFile(Picture picture) {
        part("digits-file").setInputFiles(new FilePayload("digit.png", "image/png", png(picture)));
    }

    /** Lets a file drop on the canvas ({@code drop}), or pastes it ({@code paste}). */
    void bring(String how, Picture picture) {
        part("digits-drop")
                .evaluate(
                        "(target, [how, png]) => { const data = new DataTransfer();"
                                + " const bytes = Uint8Array.from(atob(png), c => c.charCodeAt(0));"
                                + " data.items.add(new File([bytes], 'digit.png', {type: 'image/png'}));"
                                + " target.dispatchEvent(how === 'drop'"
                                + " ? new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true})"
                                + " : new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }",
                        List.of(how, Base64.getEncoder().encodeToString(png(picture))));
    }

    /** The rows of the request ledger. */
    List<String> ledger() {
        part("ledger-lamp").click();
        List<String> rows = part("ledger-list").locator("tr").allInnerTexts();
        part("ledger-close").click();
        return rows;
    }

    String log() {
        return String.join("\n", part("digits-log").locator("li").allInnerTexts())
                .toLowerCase(Locale.ROOT);
    }

    private static byte[] png(Picture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_ARGB);
        byte[] rgba = picture.viewRgba();
        for (int i = 0; i < rgba.length / 4; i++) {
            int argb = (rgba[4 * i + 3] & 0xff) << 24
                    | (rgba[4 * i] & 0xff) << 16
                    | (rgba[4 * i + 1] & 0xff) << 8
                    | (rgba[4 * i + 2] & 0xff);
            image.setRGB(i % picture.width(), i / picture.width(), argb);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "png", out)) {
                throw new IllegalStateException("this JDK writes no PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
