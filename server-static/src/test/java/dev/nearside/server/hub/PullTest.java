package dev.nearside.server.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.catalog.Manifest;
import dev.nearside.catalog.SelfTest;
import dev.nearside.chat.ChatMessage;
import dev.nearside.error.InvalidInput;
import dev.nearside.error.ModelNotFound;
import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.InferenceRuntime;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.runtime.SessionOptions;
import dev.nearside.server.files.ModelLibrary;
import dev.nearside.server.hub.FakeHub.Request;
import dev.nearside.server.hub.PullState.Phase;
import dev.nearside.server.onnx.OnnxRuntime;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PullTest {
    private static final String REFERENCE = "hf:" + FakeHub.REPOSITORY;
    private static final String ID = "tiny-chat";

    @TempDir
    Path models;

    private final FakeHub hub = FakeHub.withTinyChat();
    private ModelLibrary library = ModelLibrary.open(Path.of(System.getProperty("java.io.tmpdir")));
    private @Nullable Pulls started;

    @BeforeEach
    void open() {
        library = ModelLibrary.open(models);
    }

    @AfterEach
    void stop() {
        if (started != null) {
            started.close();
        }
        hub.close();
    }

    @Test
    void aPulledModelIsThereAtOnceAndPassesItsSelfTest() throws Exception {
        PullState state = pull(WantedModel.of(REFERENCE));

        assertThat(state.phase()).as(state.toString()).isEqualTo(Phase.INSTALLED);
        Manifest manifest = manifest();
        assertThat(manifest.runtime().graph())
                .containsEntry("webgpu", "model_q4.onnx")
                .containsEntry("wasm", "model_quantized.onnx")
                .containsEntry("cpu", "model_quantized.onnx");
        assertThat(manifest.runtime().externalData())
                .containsEntry("model_q4.onnx", List.of("model_q4.onnx_data"))
                .containsEntry("model_quantized.onnx", List.of("model_quantized.onnx_data"));
        assertThat(manifest.licence().name()).isEqualTo("mit");
        assertThat(manifest.source().url()).endsWith("/ada/tiny-chat/tree/" + FakeHub.COMMIT);
        assertThat(manifest.generation()).isNotNull().satisfies(spec -> {
            assertThat(spec.eos()).containsExactly(1, 2);
            assertThat(spec.headSize()).isEqualTo(4);
        });
        assertThat(manifest.chatTemplate())
                .isNotNull()
                .extracting(template -> template.render(List.of(ChatMessage.user("Hi"))))
                .isEqualTo("<|user|>Hi<|end|><|assistant|>");
        library.find(ID).orElseThrow().verify();
        assertThat(selfTest(manifest).passed()).isTrue();
        assertThat(library.index().find(ID).orElseThrow().installed()).isTrue();
        assertThat(models.resolve(".pull")).isDirectoryNotContaining("glob:**/tiny-chat");
    }

    @Test
    void onlyTheChosenVariantsAreFetched() throws Exception {
        PullState state = pull(WantedModel.of(REFERENCE));

        assertThat(state.doneBytes()).isEqualTo(state.totalBytes()).isPositive();
        assertThat(hub.requests()).extracting(Request::path).noneMatch(path -> path.contains("q4f16"));
    }

    @Test
    void twoWhoWantOneModelShareThePull() throws Exception {
        hub.slowly(20);
        Pulls pulls = pulls(Map.of());

        Pull first = pulls.start(WantedModel.of(REFERENCE));
        Pull second = pulls.start(WantedModel.of(REFERENCE));

        assertThat(second).isSameAs(first);
        assertThat(first.awaitEnd().phase()).isEqualTo(Phase.INSTALLED);
    }

    @Test
    void anotherProcessIsWaitedForAndItsWorkIsUsed() throws Exception {
        Path lock = Files.createDirectories(models.resolve(".pull")).resolve(ID + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            Pull pull = pulls(Map.of()).start(WantedModel.of(REFERENCE));
            PullState waiting = awaitPhase(pull, Phase.WAITING);
            assertThat(waiting.note()).isEqualTo("another process is pulling it");
            assertThat(held.isValid()).isTrue();
            assertThat(hub.requests()).isEmpty();

            held.release();
            assertThat(pull.awaitEnd().phase()).isEqualTo(Phase.INSTALLED);
        }
    }

    @Test
    void aSecondPullOfTheSameCommitFetchesNoWeights() throws Exception {
        assertThat(pull(WantedModel.of(REFERENCE)).phase()).isEqualTo(Phase.INSTALLED);
        hub.requests().clear();

        PullState again = pull(WantedModel.of(REFERENCE));

        assertThat(again.phase()).isEqualTo(Phase.INSTALLED);
        assertThat(again.note()).isEqualTo("it is installed already");
        assertThat(hub.requests()).extracting(Request::path).noneMatch(path -> path.contains("onnx"));
    }

    @Test
    void aCancelledPullLeavesNoModelAndTheNextGoesOn() throws Exception {
        hub.slowly(60);
        Pulls pulls = pulls(Map.of());
        Pull pull = pulls.start(WantedModel.of(REFERENCE));
        awaitBytes(pull, 9_000);
        pull.cancel();
        PullState cancelled = pull.awaitEnd();
        boolean there = library.find(ID).isPresent();
        hub.slowly(0);
        hub.requests().clear();

        PullState state = pulls.start(WantedModel.of(REFERENCE)).awaitEnd();

        assertThat(cancelled.phase()).isEqualTo(Phase.CANCELLED);
        assertThat(there).isFalse();
        assertThat(state.phase()).isEqualTo(Phase.INSTALLED);
        assertThat(hub.requests()).extracting(Request::range).anyMatch(Optional::isPresent);
    }

    @Test
    void aRefusedTokenIsSaidInOneLineAndNothingAppears() throws Exception {
        hub.gated();

        PullState state = pull(WantedModel.of(REFERENCE));

        assertThat(state.phase()).isEqualTo(Phase.FAILED);
        assertThat(state.failure()).isNotNull();
        assertThat(state.toJson().toString()).contains("\"code\":\"access_denied\"", "accept");
        assertThat(library.find(ID)).isEmpty();
    }

    @Test
    void aModelThatDoesNotFitOnTheDiskIsRefusedBeforeItIsFetched() throws Exception {
        hub.announcing("onnx/model_q4.onnx", 1L << 60);

        PullState state = pull(WantedModel.of(REFERENCE));

        assertThat(state.toJson().toString()).contains("\"code\":\"disk_full\"", "there is no room in");
        assertThat(hub.requests()).extracting(Request::path).noneMatch(path -> path.contains("/blobs/onnx"));
    }

    @Test
    void aTemplateThatResistsIsRefusedAndAKnownOneCanBeNamed() throws Exception {
        hub.with(
                "chat_template.jinja",
                "{% for m in messages %}{{ loop.index }}{{ m.content }}{% endfor %}"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));

        PullState refused = pull(WantedModel.of(REFERENCE));
        PullState named = pull(new WantedModel(REFERENCE, "mine", "chatml"));

        assertThat(refused.toJson().toString()).contains("cannot be compiled", "--template chatml|");
        assertThat(named.phase()).as(named.toString()).isEqualTo(Phase.INSTALLED);
        assertThat(library.find("mine").orElseThrow().manifest().chatTemplate())
                .isNotNull()
                .extracting(template -> template.generationPrompt())
                .isEqualTo("<|im_start|>assistant\n");
    }

    @Test
    void aRepositoryOfAnotherLayoutIsRefusedByName() throws Exception {
        try (FakeHub other = new FakeHub()) {
            other.with("config.json", "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            Pulls pulls = Pulls.into(models, library, other.settings(null, Map.of()));
            PullState state = pulls.start(WantedModel.of(REFERENCE)).awaitEnd();

            assertThat(state.toJson().toString()).contains("has no language model in the layout of transformers.js");
        }
    }

    @Test
    void removedModelsAreGoneAndCanBePulledAgain() throws Exception {
        assertThat(pull(WantedModel.of(REFERENCE)).phase()).isEqualTo(Phase.INSTALLED);
        Pulls pulls = pulls(Map.of());

        pulls.remove(ID);

        assertThat(library.find(ID)).isEmpty();
        assertThat(models.resolve(ID)).doesNotExist();
        assertThatThrownBy(() -> pulls.remove(ID)).isInstanceOf(ModelNotFound.class);
        assertThatThrownBy(() -> pulls.remove("../x")).isInstanceOf(ModelNotFound.class);
        assertThat(pulls.start(WantedModel.of(REFERENCE)).awaitEnd().phase()).isEqualTo(Phase.INSTALLED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hf:", "hf:ada", "hf:ada/x/y", "hf:../x", "hf:ada/x@-v", "hf:ada/x@a b", "gguf:"})
    void malformedReferencesAreRefused(String reference) {
        assertThatThrownBy(() -> assertThat(pulls(Map.of()).start(WantedModel.of(reference)))
                        .isNull())
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void anUnknownIdPointsToTheOtherWays() {
        assertThatThrownBy(() -> assertThat(pulls(Map.of()).start(WantedModel.of("smollm3")))
                        .isNull())
                .isInstanceOf(ModelNotFound.class)
                .hasMessageContaining("hf:OWNER/REPO");
    }

    private Pulls pulls(Map<String, String> environment) {
        Pulls pulls = Pulls.into(models, library, hub.settings(null, environment));
        started = pulls;
        return pulls;
    }

    private PullState pull(WantedModel wanted) throws InterruptedException {
        return pulls(Map.of()).start(wanted).awaitEnd();
    }

    private Manifest manifest() {
        return library.find(ID).orElseThrow().manifest();
    }

    private SelfTest.Result selfTest(Manifest manifest) {
        try (InferenceRuntime runtime = new OnnxRuntime(library::graph);
                InferenceSession session = runtime.open(
                        manifest.filesFor(ExecutionProvider.CPU), SessionOptions.on(ExecutionProvider.CPU))) {
            return SelfTest.run(manifest.golden(), session);
        }
    }

    private static PullState awaitPhase(Pull pull, Phase phase) throws InterruptedException {
        PullState state = pull.state();
        for (int i = 0; i < 100 && (state.phase() != phase || state.note().isEmpty()); i++) {
            state = pull.awaitOther(state, Duration.ofMillis(100));
        }
        assertThat(state.phase()).isEqualTo(phase);
        return state;
    }

    private static void awaitBytes(Pull pull, long bytes) throws InterruptedException {
        PullState state = pull.state();
        for (int i = 0; i < 500 && state.doneBytes() < bytes; i++) {
            state = pull.awaitOther(state, Duration.ofMillis(100));
        }
        assertThat(state.doneBytes()).isGreaterThanOrEqualTo(bytes);
    }
}
