package dev.nearside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Route;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A browser without JavaScript Promise Integration takes ONNX Runtime's asyncify build, and comes to the same. */
@ExtendWith(Suite.class)
class AsyncifyIT {

    @ParameterizedTest
    @CsvSource({"wasm-gc, wasm", "js, wasm", "wasm-gc, webgpu"})
    void digitsAreReadWithoutPromiseIntegration(String backend, String provider, PlainPage page) {
        page.page().context().route("**/app/engine.*.js", AsyncifyIT::withoutPromiseIntegration);

        page.open(Map.of("provider", provider, "backend", backend));
        Answer answer = page.classify(Digits.of(4).toPicture(4, true), Map.of());

        assertThat(page.info().field("ortBuild").asString()).isEqualTo("asyncify");
        assertThat(answer.index()).isEqualTo(4);
        assertThat(answer.provider()).isEqualTo(provider);
    }

    /** The worker as it is, in a browser that lacks what tells of it. */
    private static void withoutPromiseIntegration(Route route) {
        APIResponse script = route.fetch();
        route.fulfill(new Route.FulfillOptions()
                .setResponse(script)
                .setBody("delete WebAssembly.Suspending; delete WebAssembly.promising;\n" + script.text()));
    }
}
