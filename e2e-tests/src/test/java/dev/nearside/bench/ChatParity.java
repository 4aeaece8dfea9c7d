package dev.nearside.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import dev.nearside.e2e.Browsers;
import dev.nearside.e2e.ServerProcess;
import dev.nearside.runtime.ExecutionProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One file gives one answer: SmolLM2's greedy tokens in the tab and on the JVM. Its WebAssembly file answers {@link
 * ParityPrompts#ALL} with 64 tokens each in both, its WebGPU file one of them with 8, as WebGPU in software is slow. Where
 * two tokens first differ, their logits must be nearly the same on both sides, else this ends with 1.
 *
 * <pre>mvn -Dquickly -Pparity verify</pre>
 */
public final class ChatParity {
    private static final String MODEL = "smollm2-135m-instruct";

    /** What the last bit of a float explains, in logits: the integer file's activations have two bytes. */
    private static final double INTEGERS = 0.05;

    /**
     * What rounding explains of the other file, in logits: on the JVM its activations have one byte, on WebGPU they may be
     * floats, which is 2.5 % of the root mean square apart. That is 4.2 here, so the difference of two logits has a
     * deviation of 0.2 to 0.27: this is about thrice that.
     */
    private static final double BLOCKS = 0.75;

    private ChatParity() {}

    /** Takes the folder of models, to which SmolLM2 is pulled if it is not there. */
    public static void main(String[] arguments) throws Exception {
        Path models = Path.of(arguments[0]);
        pull(models);
        boolean explained;
        try (Browsers browsers = Browsers.find();
                Browser browser = browsers.launch(Browsers.Gpu.SOFTWARE);
                ServerProcess server = ServerProcess.start(models)) {
            System.out.println("Chromium " + browser.version());
            explained = compare(browser, server, new JvmChatModel(models, MODEL), ExecutionProvider.WASM, 64);
            // In software a token takes half a minute.
            explained &= compare(browser, server, new JvmChatModel(models, MODEL), ExecutionProvider.WEBGPU, 8);
        }
        if (!explained) {
            System.exit(1);
        }
    }

    private static void pull(Path models) throws IOException, InterruptedException {
        if (Files.exists(models.resolve(MODEL).resolve("manifest.json"))) {
            return;
        }
        Process pull = ServerProcess.run(List.of("pull", MODEL, "--models", models.toString()));
        pull.getInputStream().transferTo(System.out);
        if (pull.waitFor() != 0) {
            throw new IOException(MODEL + " could not be pulled");
        }
    }

    private static boolean compare(
            Browser browser, ServerProcess server, JvmChatModel jvm, ExecutionProvider provider, int tokens) {
        List<String> prompts = provider == ExecutionProvider.WASM ? ParityPrompts.ALL : ParityPrompts.ALL.subList(0, 1);
        int same = 0;
        int all = 0;
        boolean explained = true;
        double largest = 0;
        double tolerance = provider == ExecutionProvider.WASM ? INTEGERS : BLOCKS;
        try (BrowserContext context = browser.newContext();
                TabChat tab = new TabChat(context, server, MODEL, provider)) {
            List<List<Spoken>> expected = jvm.greedy(prompts, provider, tokens);
            for (int i = 0; i < prompts.size(); i++) {
                Agreement agreement = Agreement.of(expected.get(i), tab.greedy(prompts.get(i), tokens, jvm.ends()));
                same += agreement.same();
                all += tokens;
                largest = Math.max(largest, agreement.largestDifference());
                explained &= agreement.isWithin(tolerance);
                System.out.println("  " + agreement.describe(i));
            }
        }
        System.out.printf(
                "%s file, tab and JVM: %d of %d tokens the same before the first difference of their answers; log-probabilities"
                        + " differ by %.4f at most; %s (tolerance of logits %.3f)%n",
                provider.label(),
                same,
                all,
                largest,
                explained ? "every difference is explained" : "A DIFFERENCE IS NOT EXPLAINED",
                tolerance);
        return explained;
    }
}
