package dev.nearside.server.hub.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file on its way: {@code model.onnx.part}, and beside it the entity tag under which its bytes came, so that a later
 * try goes on only with bytes of the same file.
 */
final class PartialFile {
    private final Path target;
    private final Path part;
    private final Path tag;

    PartialFile(Path target) {
        this.target = target;
        this.part = target.resolveSibling(target.getFileName() + ".part");
        this.tag = target.resolveSibling(target.getFileName() + ".etag");
    }

    /** How many bytes are here. */
    long length() throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    /** Under which strong entity tag they came, if the server named one. */
    Optional<String> entityTag() throws IOException {
        return Files.exists(tag) ? Optional.of(Files.readString(tag, StandardCharsets.UTF_8)) : Optional.empty();
    }

    /** Remembers the entity tag of what comes now; a weak one is not good enough for If-Range. */
    void tagged(Optional<String> entityTag) throws IOException {
        Optional<String> strong = entityTag.filter(text -> text.startsWith("\""));
        if (strong.isPresent()) {
            Files.writeString(tag, strong.get(), StandardCharsets.UTF_8);
        } else {
            Files.deleteIfExists(tag);
        }
    }

    OutputStream append() throws IOException {
        return Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Forgets what came. */
    void discard() throws IOException {
        Files.deleteIfExists(part);
        Files.deleteIfExists(tag);
    }

    Path path() {
        return part;
    }

    /** Gives it its name. */
    void complete() throws IOException {
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(tag);
    }
}
