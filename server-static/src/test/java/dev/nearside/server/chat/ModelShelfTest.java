package dev.nearside.server.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.error.Cancelled;
import dev.nearside.error.IntegrityMismatch;
import dev.nearside.error.NotEnoughMemory;
import dev.nearside.server.files.HostedModel;
import dev.nearside.server.files.ModelLibrary;
import dev.nearside.server.gguf.TinyLlama;
import dev.nearside.server.gguf.format.TensorType;
import dev.nearside.server.onnx.OnnxRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelShelfTest {
    private static final Duration STAY = Duration.ofMinutes(10);

    @TempDir
    static Path made;

    @TempDir
    Path models;

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger loaded = new AtomicInteger();
    private ModelLibrary library;
    private HeldRuntime runtime;
    private ModelShelf shelf;

    @BeforeEach
    void install() throws Exception {
        copy("tiny-llama", TinyLlama.standard());
        library = ModelLibrary.open(models);
        runtime = new HeldRuntime(new OnnxRuntime(library::graph));
        shelf = shelf(1L << 30);
    }

    private ModelShelf shelf(long memory) {
        ChatSettings settings = new ChatSettings(STAY, memory, 10, 1);
        ModelShelf.ShelfEvents events = new ModelShelf.ShelfEvents() {
            @Override
            public void changed(int count, long bytes) {
                loaded.set(count);
            }

            @Override
            public void loaded(String model, Duration took) {}
        };
        return new ModelShelf(library, () -> runtime, settings, events, now::get);
    }

    @AfterEach
    void stop() {
        runtime.letAll();
        shelf.close();
    }

    /** Converting takes a while, so it is done once a kind. */
    private void copy(String id, TinyLlama llama) throws IOException {
        Path kept = made.resolve(id);
        if (!Files.exists(kept)) {
            assertThat(llama.install(made, id)).exists();
        }
        Path folder = Files.createDirectories(models.resolve(id));
        try (Stream<Path> files = Files.list(kept)) {
            for (Path file : files.toList()) {
                assertThat(Files.copy(file, folder.resolve(file.getFileName()))).exists();
            }
        }
    }

    private HostedModel model(String id) {
        return library.find(id).orElseThrow();
    }

    private CompletableFuture<ModelShelf.Lease> take(String id, ChatSink sink) {
        return CompletableFuture.supplyAsync(() -> shelf.take(model(id), sink));
    }

    @Test
    void whoeverAsksWhileAModelLoadsWaitsForTheSameLoad() throws Exception {
        runtime.holdLoads();
        List<CompletableFuture<ModelShelf.Lease>> takers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            takers.add(take("tiny-llama", new Recorded()));
        }
        Conditions.await("it is being loaded", () -> runtime.opened() == 1);

        runtime.letAll();

        for (CompletableFuture<ModelShelf.Lease> taker : takers) {
            assertThat(taker.get(1, TimeUnit.MINUTES).slot().isLoaded()).isTrue();
        }
        assertThat(runtime.opened()).isEqualTo(1);
    }

    @Test
    void aClientThatLeavesDoesNotCancelTheLoadOfOthers() throws Exception {
        runtime.holdLoads();
        Recorded leaving = new Recorded();
        CompletableFuture<ModelShelf.Lease> first = take("tiny-llama", leaving);
        CompletableFuture<ModelShelf.Lease> second = take("tiny-llama", new Recorded());
        Conditions.await("it is being loaded", () -> runtime.opened() == 1);
        leaving.cancelled = true;

        assertThatThrownBy(() -> first.get(1, TimeUnit.MINUTES)).hasCauseInstanceOf(Cancelled.class);
        assertThat(leaving.heartbeats.get()).isPositive();
        runtime.letAll();

        assertThat(second.get(1, TimeUnit.MINUTES).slot().isLoaded()).isTrue();
        assertThat(runtime.opened()).isEqualTo(1);
    }

    @Test
    void aModelThatNobodyAsksForLeavesWhenItsTimeIsOver() {
        ModelShelf.Lease lease = shelf.take(model("tiny-llama"), new Recorded());
        now.addAndGet(STAY.toNanos());
        shelf.sweep();
        assertThat(shelf.holds("tiny-llama")).as("while it is used").isTrue();
        shelf.release(lease);
        now.addAndGet(STAY.toNanos() - 1);
        shelf.sweep();
        assertThat(shelf.holds("tiny-llama")).as("before its time").isTrue();

        now.addAndGet(1);
        shelf.sweep();

        assertThat(shelf.holds("tiny-llama")).isFalse();
        assertThat(runtime.closed()).isEqualTo(1);
        assertThat(loaded).hasValue(0);
    }

    @Test
    void aModelThatIsUsedFinishesBeforeItMakesRoomForAnother() throws Exception {
        copy("other-llama", TinyLlama.standard().in(TensorType.Q8_0));
        long enoughForOne = 1000
                + Math.max(
                        ModelSize.missing(model("tiny-llama").manifest(), 0),
                        ModelSize.missing(model("other-llama").manifest(), 0));
        shelf.close();
        runtime = new HeldRuntime(new OnnxRuntime(library::graph));
        shelf = shelf(enoughForOne);
        ModelShelf.Lease used = shelf.take(model("tiny-llama"), new Recorded());
        CompletableFuture<ModelShelf.Lease> wanted = take("other-llama", new Recorded());
        Conditions.await("it goes", () -> !shelf.holds("tiny-llama"));
        assertThat(runtime.closed()).isZero();
        assertThat(wanted).isNotDone();

        shelf.release(used);

        assertThat(wanted.get(1, TimeUnit.MINUTES).slot().isLoaded()).isTrue();
        assertThat(runtime.closed()).isEqualTo(1);
        Conditions.await("it is counted", () -> loaded.get() == 1);
    }

    @Test
    void aModelThatCannotFitAtAllIsRefused() {
        shelf.close();
        shelf = shelf(1000);

        assertThatThrownBy(() -> shelf.take(model("tiny-llama"), new Recorded()))
                .isInstanceOf(NotEnoughMemory.class)
                .hasMessageContaining("--chat-memory");
    }

    @Test
    void aModelThatWasRemovedLeavesAndOneThatWasReplacedIsLoadedAnew() throws Exception {
        ModelShelf.Lease old = shelf.take(model("tiny-llama"), new Recorded());
        assertThat(TinyLlama.standard().untied().install(made, "untied")).exists();
        String manifest = Files.readString(made.resolve("untied/manifest.json"));
        try (Stream<Path> files = Files.list(made.resolve("untied"))) {
            for (Path file : files.toList()) {
                Path target = models.resolve("tiny-llama").resolve(file.getFileName());
                Files.deleteIfExists(target);
                Files.copy(file, target);
            }
        }
        Files.writeString(models.resolve("tiny-llama/manifest.json"), manifest.replace("\"untied\"", "\"tiny-llama\""));

        ModelShelf.Lease fresh = shelf.take(model("tiny-llama"), new Recorded());

        assertThat(fresh.slot()).isNotSameAs(old.slot());
        assertThat(runtime.opened()).isEqualTo(2);
        assertThat(runtime.closed()).isZero();
        shelf.release(old);
        assertThat(runtime.closed()).isEqualTo(1);
        Files.delete(models.resolve("tiny-llama/manifest.json"));
        shelf.sweep();
        assertThat(shelf.holds("tiny-llama")).isFalse();
        shelf.release(fresh);
        assertThat(runtime.closed()).isEqualTo(2);
    }

    @Test
    void aLoadThatFailsIsTriedAgainByTheNextRequest() throws Exception {
        Path tokenizer = models.resolve("tiny-llama").resolve(tokenizerFile());
        byte[] right = Files.readAllBytes(tokenizer);
        byte[] wrong = right.clone();
        wrong[wrong.length / 2] ^= 1;
        Files.write(tokenizer, wrong);

        assertThatThrownBy(() -> shelf.take(model("tiny-llama"), new Recorded()))
                .isInstanceOf(IntegrityMismatch.class);
        Files.write(tokenizer, right);

        assertThat(shelf.take(model("tiny-llama"), new Recorded()).slot().isLoaded())
                .isTrue();
    }

    private String tokenizerFile() {
        return Objects.requireNonNull(model("tiny-llama").manifest().tokenizer())
                .file();
    }

    @Test
    void closingReleasesEverythingAndRefusesNewcomers() {
        ModelShelf.Lease lease = shelf.take(model("tiny-llama"), new Recorded());
        shelf.release(lease);

        shelf.close();

        assertThat(runtime.closed()).isEqualTo(1);
        assertThatThrownBy(() -> take("tiny-llama", new Recorded()).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(Cancelled.class);
    }
}
