package dev.nearside.browser.page;

import dev.nearside.browser.dom.Amounts;
import dev.nearside.browser.dom.Dom;
import java.util.function.Consumer;
import org.teavm.jso.dom.html.HTMLElement;

/** The choice between auto, WebGPU and WebAssembly: three radio buttons. */
final class ProviderSwitch {
    private static final String[] PROVIDERS = {"auto", "webgpu", "wasm"};
    private String chosen;

    ProviderSwitch(String first, Consumer<String> changed) {
        chosen = first;
        for (String provider : PROVIDERS) {
            HTMLElement radio = Dom.find("digits-provider-" + provider);
            Dom.check(radio, provider.equals(first));
            Dom.on(radio, "change", event -> {
                chosen = provider;
                changed.accept(provider);
            });
        }
    }

    /** Another one is in use than was chosen. */
    void show(String provider) {
        chosen = provider;
        Dom.check(Dom.find("digits-provider-" + provider), true);
    }

    /** A choice's name for people. */
    static String nameOf(String choice) {
        return choice.equals("auto") ? "Auto" : Amounts.provider(choice);
    }

    String chosen() {
        return chosen;
    }
}
