package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Digits are drawn with a finger and with a pen, as the browser's own input events bring them. */
@ExtendWith(Suite.class)
class PointersIT {
    private static final String SEVEN = "28,22 50,21 72,22 62,45 50,66 44,84";

    @Test
    void aDigitDrawnWithAFingerIsRecognisedAndThePageStaysWhereItIs(Browser browser, ServerProcess server) {
        Browser.NewContextOptions phone = new Browser.NewContextOptions()
                .setHasTouch(true)
                .setIsMobile(true)
                .setViewportSize(390, 600);
        try (BrowserContext context = browser.newContext(phone)) {
            Page page = context.newPage();
            DigitsPage digits = DigitsPage.open(page, server, "");
            digits.part("digits-canvas").scrollIntoViewIfNeeded();
            Object before = page.evaluate("() => scrollY");

            CDPSession input = context.newCDPSession(page);
            List<JsonObject> points = points(digits);
            for (int i = 0; i < points.size(); i++) {
                touch(input, i == 0 ? "touchStart" : "touchMove", List.of(points.get(i)));
            }
            touch(input, "touchEnd", List.of());

            digits.awaitDigit(7);
            assertThat(page.evaluate("() => scrollY")).isEqualTo(before);
        }
    }

    @Test
    void aDigitDrawnWithAPenIsRecognised(Page page, ServerProcess server) {
        DigitsPage digits = DigitsPage.open(page, server, "");

        CDPSession input = page.context().newCDPSession(page);
        List<JsonObject> points = points(digits);
        pen(input, "mousePressed", points.get(0), 1);
        for (JsonObject point : points) {
            pen(input, "mouseMoved", point, 1);
        }
        pen(input, "mouseReleased", points.get(points.size() - 1), 0);

        digits.awaitDigit(7);
    }

    /** A seven in the page's pixels, with points between as a hand makes them. */
    private static List<JsonObject> points(DigitsPage digits) {
        BoundingBox box = digits.part("digits-canvas").boundingBox();
        List<JsonObject> points = new ArrayList<>();
        double lastX = Double.NaN;
        double lastY = Double.NaN;
        for (String point : SEVEN.split(" ", -1)) {
            String[] xy = point.split(",", -1);
            double x = box.x + box.width * Integer.parseInt(xy[0]) / 100;
            double y = box.y + box.height * Integer.parseInt(xy[1]) / 100;
            if (!points.isEmpty()) {
                points.add(point((x + lastX) / 2, (y + lastY) / 2));
            }
            points.add(point(x, y));
            lastX = x;
            lastY = y;
        }
        return points;
    }

    private static JsonObject point(double x, double y) {
        JsonObject point = new JsonObject();
        point.addProperty("x", x);
        point.addProperty("y", y);
        return point;
    }

    private static void touch(CDPSession input, String type, List<JsonObject> fingers) {
        JsonArray points = new JsonArray();
        fingers.forEach(points::add);
        JsonObject event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", points);
        assertThat(input.send("Input.dispatchTouchEvent", event)).isNotNull();
    }

    private static void pen(CDPSession input, String type, JsonObject at, int buttons) {
        JsonObject event = at.deepCopy();
        event.addProperty("type", type);
        event.addProperty("pointerType", "pen");
        event.addProperty("button", "left");
        event.addProperty("buttons", buttons);
        event.addProperty("force", 0.5);
        event.addProperty("clickCount", 1);
        assertThat(input.send("Input.dispatchMouseEvent", event)).isNotNull();
    }
}
