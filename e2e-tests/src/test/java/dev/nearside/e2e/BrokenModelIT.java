package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A model that is not what the catalog says is never run, and the person is told why. */
@ExtendWith(Suite.class)
class BrokenModelIT {
    private static final byte[] MODEL = JvmDigits.bundled("digits.onnx");

    @Test
    void aMissingFile(PlainPage page) {
        Failure failure = classifyWith(page, route -> route.fulfill(new Route.FulfillOptions().setStatus(404)));

        assertThat(failure.code()).isEqualTo("model_not_found");
        assertThat(failure.message()).contains("digits.onnx");
    }

    @Test
    void anUnknownNameIsToldWithTheModelsThatThereAreForPictures(PlainPage page) {
        page.open(Map.of("provider", "wasm"));

        Failure failure = page.failureOf("near => near.vision.classify(new ImageData(28, 28), {model: 'nothing'})");

        assertThat(failure.code()).isEqualTo("model_not_found");
        assertThat(failure.message()).isEqualTo("no model 'nothing'; the server has [digits]");
    }

    @Test
    void aTruncatedFile(PlainPage page) {
        Failure failure = classifyWith(page, route -> send(route, Arrays.copyOf(MODEL, MODEL.length - 1)));

        assertThat(failure.code()).isEqualTo("integrity_mismatch");
        assertThat(failure.message()).contains("digits.onnx", "" + (MODEL.length - 1));
    }

    @Test
    void oneByteChanged(PlainPage page) {
        byte[] changed = MODEL.clone();
        changed[changed.length / 2] ^= 1;

        Failure failure = classifyWith(page, route -> send(route, changed));

        assertThat(failure.code()).isEqualTo("integrity_mismatch");
        assertThat(failure.message()).contains("SHA-256");
    }

    @Test
    void itIsLoadedOnceTheFileIsRight(PlainPage page) {
        Failure failure = classifyWith(page, route -> route.fulfill(new Route.FulfillOptions().setStatus(404)));
        page.page().unrouteAll();

        Answer answer = page.classify(Digits.of(7).toPicture(4, true), Map.of());

        assertThat(failure.code()).isNotEmpty();
        assertThat(answer.index()).isEqualTo(7);
    }

    @Test
    void aModelThatTheServerDoesNotHave(PlainPage page) {
        page.open(Map.of("provider", "wasm"));

        Failure failure = page.failureOf("near => near.models.load('nonsense')");

        assertThat(failure.code()).isEqualTo("model_not_found");
        assertThat(failure.message()).contains("nonsense", "digits");
    }

    private static Failure classifyWith(PlainPage page, Consumer<Route> answer) {
        page.open(Map.of("provider", "wasm"));
        page.page().route("**/models/digits/digits.onnx*", answer);
        return page.failureToClassify(Digits.of(7).toPicture(4, true), Map.of());
    }

    private static void send(Route route, byte[] body) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(200)
                .setHeaders(Map.of("Cross-Origin-Resource-Policy", "cross-origin"))
                .setContentType("application/octet-stream")
                .setBodyBytes(body));
    }
}
