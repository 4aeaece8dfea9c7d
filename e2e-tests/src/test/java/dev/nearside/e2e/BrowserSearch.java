package dev.nearside.e2e;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Looks for a browser of Chromium's family on this machine: the one that {@code NEARSIDE_BROWSER} names, then Chrome, Edge
 * and Chromium by name on the path, then where their installers put them.
 *
 * @param environment the environment's variables
 * @param isProgram whether there is a program at that path
 */
record BrowserSearch(Map<String, String> environment, Predicate<Path> isProgram) {
    private static final String OVERRIDE = "NEARSIDE_BROWSER";

    private static final List<String> NAMES = List.of(
            "google-chrome-stable",
            "google-chrome",
            "microsoft-edge-stable",
            "microsoft-edge",
            "chromium",
            "chromium-browser",
            "chrome");

    private static final List<String> USUAL_PLACES = List.of(
            "/opt/google/chrome/chrome",
            "/opt/microsoft/msedge/msedge",
            "/usr/lib/chromium/chromium",
            "/snap/bin/chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
            "/Applications/Chromium.app/Contents/MacOS/Chromium");

    private static final List<String> WINDOWS_FOLDERS = List.of("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA");

    private static final List<String> WINDOWS_PLACES = List.of(
            "Google\\Chrome\\Application\\chrome.exe",
            "Microsoft\\Edge\\Application\\msedge.exe",
            "Chromium\\Application\\chrome.exe");

    /** On this machine. */
    static BrowserSearch here() {
        return new BrowserSearch(System.getenv(), Files::isExecutable);
    }

    /**
     * The browser's program, if there is one.
     *
     * @throws IllegalStateException if {@code NEARSIDE_BROWSER} names none
     */
    Optional<Path> find() {
        String override = environment.getOrDefault(OVERRIDE, "");
        if (!override.isEmpty()) {
            Path named = Path.of(override);
            if (!isProgram.test(named)) {
                throw new IllegalStateException(OVERRIDE + " names '" + override + "', which is no program");
            }
            return Optional.of(named);
        }
        return Stream.of(onPath(), USUAL_PLACES.stream().map(Path::of), onWindows())
                .flatMap(places -> places)
                .filter(isProgram)
                .findFirst();
    }

    private Stream<Path> onPath() {
        List<Path> folders = Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList();
        return NAMES.stream().flatMap(name -> folders.stream().map(folder -> folder.resolve(name)));
    }

    private Stream<Path> onWindows() {
        List<String> folders = WINDOWS_FOLDERS.stream()
                .map(name -> environment.getOrDefault(name, ""))
                .filter(folder -> !folder.isEmpty())
                .toList();
        return WINDOWS_PLACES.stream().flatMap(place -> folders.stream().map(folder -> Path.of(folder + "\\" + place)));
    }
}
