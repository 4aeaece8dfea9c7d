package dev.nearside.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.teavm.backend.javascript.JSModuleType;
import org.teavm.tooling.EmptyTeaVMToolLog;
import org.teavm.tooling.TeaVMProblemRenderer;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMToolLog;
import org.teavm.tooling.builder.BuildException;
import org.teavm.tooling.builder.InProcessBuildStrategy;
import org.teavm.vm.TeaVMOptimizationLevel;

/**
 * Compiles the programs of the page and the workers to WebAssembly-GC and to JavaScript, all in one warm JVM, and does nothing when no
 * class has changed since the last time.
 *
 * <p>Arguments: the class path of the client, and the folder that receives {@code page.wasm}, {@code page.js},
 * {@code page-functions.js}, the same three of each worker, and {@code runtime.js}.
 */
public final class CompileClient {
    private static final String RUNTIME = "org/teavm/backend/wasm/wasm-gc-module-runtime.min.js";

    private final List<String> classPath;
    private final Path target;

    private CompileClient(List<String> classPath, Path target) {
        this.classPath = classPath;
        this.target = target;
    }

    public static void main(String[] arguments) throws IOException, BuildException {
        List<String> classPath = List.of(arguments[0].split(java.io.File.pathSeparator));
        new CompileClient(classPath, Path.of(arguments[1])).run();
    }

    private void run() throws IOException, BuildException {
        String digest = digest();
        Path stamp = target.resolve(".inputs.sha256");
        if (Files.exists(stamp) && Files.readString(stamp).equals(digest)) {
            System.out.println("compiled Java is up to date");
            return;
        }
        Files.createDirectories(target);
        deleteFiles(target);
        for (Program program : Program.values()) {
            compile(program, TeaVMTargetType.WEBASSEMBLY_GC);
            Path wasm = target.resolve(program.label + ".wasm");
            List<List<String>> functions = new JsFunctionScanner(Files.readAllBytes(wasm)).scan();
            Files.writeString(target.resolve(program.label + "-functions.js"), new FunctionTable(functions).toModule());
            compile(program, TeaVMTargetType.JAVASCRIPT);
        }
        try (InputStream runtime = CompileClient.class.getClassLoader().getResourceAsStream(RUNTIME)) {
            if (runtime == null) {
                throw new IOException("TeaVM's runtime " + RUNTIME + " is not on the class path");
            }
            Files.copy(runtime, target.resolve("runtime.js"), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(stamp, digest);
    }

    private void compile(Program program, TeaVMTargetType type) throws BuildException {
        boolean wasm = type == TeaVMTargetType.WEBASSEMBLY_GC;
        long start = System.nanoTime();
        TeaVMToolLog log = new ErrorLog();
        InProcessBuildStrategy build = new InProcessBuildStrategy();
        build.init();
        build.setLog(log);
        build.setClassPathEntries(classPath);
        build.setMainClass(program.mainClass);
        build.setEntryPointName("main");
        build.setTargetType(type);
        build.setTargetDirectory(target.toString());
        build.setTargetFileName(program.label + (wasm ? ".wasm" : ".js"));
        build.setJsModuleType(JSModuleType.ES2015);
        build.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
        build.setObfuscated(true);
        // Without it null and bounds errors trap in WebAssembly and skip catch; in JavaScript it costs up to 7 times.
        build.setStrict(wasm);
        build.setMinDirectBuffersSize(2 << 20);
        build.setMinHeapSize(4 << 20);
        build.setMaxHeapSize(128 << 20);
        var result = build.build();
        TeaVMProblemRenderer.describeProblems(result.getCallGraph(), result.getProblems(), log);
        if (!result.getProblems().getSevereProblems().isEmpty()) {
            throw new IllegalStateException(
                    program.mainClass + " does not compile to " + type + "; see the errors above");
        }
        System.out.printf("compiled %s to %s in %.1f s%n", program.label, type, (System.nanoTime() - start) / 1e9);
    }

    private String digest() throws IOException {
        MessageDigest sha256;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        List<Path> files = new ArrayList<>();
        for (String entry : classPath) {
            collect(Path.of(entry), files);
        }
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            collect(Path.of(entry), files);
        }
        for (Path file : files) {
            sha256.update(file.toString().getBytes(StandardCharsets.UTF_8));
            sha256.update(Files.readAllBytes(file));
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** A program that there is no more must not be served. */
    private static void deleteFiles(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        collect(folder, files);
        for (Path file : files) {
            Files.delete(file);
        }
    }

    private static void collect(Path entry, List<Path> files) throws IOException {
        if (!Files.exists(entry)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(entry)) {
            tree.filter(Files::isRegularFile).sorted().forEach(files::add);
        }
    }

    /** What is compiled, by the name of its files. */
    private enum Program {
        PAGE("page", "dev.nearside.browser.page.PageMain"),
        VISION("vision", "dev.nearside.browser.vision.VisionMain"),
        TEXT("text", "dev.nearside.browser.text.TextMain"),
        ROUTING("routing", "dev.nearside.browser.routing.RoutingMain"),
        TEXT_PAGES("text-pages", "dev.nearside.browser.page.text.TextPagesMain"),
        COMPARE("compare", "dev.nearside.browser.compare.CompareMain");

        private final String label;
        private final String mainClass;

        Program(String label, String mainClass) {
            this.label = label;
            this.mainClass = mainClass;
        }
    }

    /** Errors and warnings to the console, the rest nowhere. */
    private static final class ErrorLog extends EmptyTeaVMToolLog {
        @Override
        public void error(String text) {
            System.err.println("[ERROR] " + text);
        }

        @Override
        public void error(String text, Throwable e) {
            error(text);
            e.printStackTrace();
        }

        @Override
        public void warning(String text) {
            System.err.println("[WARNING] " + text);
        }
    }
}
