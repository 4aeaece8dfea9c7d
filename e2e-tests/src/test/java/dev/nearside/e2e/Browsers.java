package dev.nearside.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.BrowserType.LaunchPersistentContextOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Real browsers, and one Playwright to drive them. An installed Chrome, Edge or Chromium is used; where there is none,
 * Debian's package or, elsewhere, Playwright's own download is installed.
 */
public final class Browsers implements AutoCloseable {

    /** Quiet on the network: nothing but the page's own requests, and no name but this machine's resolves. */
    private static final List<String> QUIET = List.of(
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1");

    /** What the browser has for WebGPU. */
    public enum Gpu {
        /** An adapter that renders in software. */
        SOFTWARE("--enable-unsafe-webgpu --use-webgpu-adapter=swiftshader"),
        /** {@code navigator.gpu} is there and gives no adapter. */
        NO_ADAPTER("--disable-gpu"),
        /** No {@code navigator.gpu}. */
        SWITCHED_OFF("--disable-blink-features=WebGPU");

        private final String flags;

        Gpu(String flags) {
            this.flags = flags;
        }
    }

    private final Playwright playwright;
    private final Optional<Path> program;

    private Browsers(Playwright playwright, Optional<Path> program) {
        this.playwright = playwright;
        this.program = program;
    }

    /**
     * Finds or installs a browser.
     *
     * @throws IllegalStateException if there is none and none can be installed
     */
    public static Browsers find() {
        Optional<Path> program = BrowserSearch.here().find();
        if (program.isEmpty() && BrowserInstall.packagesMayBeInstalled()) {
            BrowserInstall.installPackage();
            program = BrowserSearch.here().find();
        }
        Map<String, String> settings = program.isPresent() ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1") : Map.of();
        // Machines that run tests are often busy.
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        // Without a program, Playwright downloads its own Chromium here.
        return new Browsers(Playwright.create(new Playwright.CreateOptions().setEnv(settings)), program);
    }

    /** Starts a headless browser; the caller closes it. */
    public Browser launch(Gpu gpu) {
        LaunchOptions options = new LaunchOptions().setArgs(flags(gpu)).setChromiumSandbox(isSandboxed());
        program.ifPresent(options::setExecutablePath);
        return playwright.chromium().launch(options);
    }

    /** Starts a headless browser with a profile that outlives it, as a person's does; the caller closes it. */
    public BrowserContext launch(Gpu gpu, Path profile) {
        LaunchPersistentContextOptions options =
                new LaunchPersistentContextOptions().setArgs(flags(gpu)).setChromiumSandbox(isSandboxed());
        program.ifPresent(options::setExecutablePath);
        return playwright.chromium().launchPersistentContext(profile, options);
    }

    private static List<String> flags(Gpu gpu) {
        List<String> flags = new ArrayList<>(QUIET);
        flags.addAll(List.of(gpu.flags.split(" ", -1)));
        return flags;
    }

    private static boolean isSandboxed() {
        return !"root".equals(System.getProperty("user.name"));
    }

    @Override
    public void close() {
        playwright.close();
    }
}
