package dev.nearside.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A server that has a tiny chat model.
 *
 * @param llama the same model on the JVM, to compare with
 */
public record ChatServer(JvmLlama llama, ServerProcess server) implements AutoCloseable {

    static ChatServer start() {
        try {
            Path models = Files.createTempDirectory("nearside-e2e-chat");
            return new ChatServer(JvmLlama.install(models), ServerProcess.start(models));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
