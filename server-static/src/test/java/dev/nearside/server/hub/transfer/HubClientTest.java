package dev.nearside.server.hub.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nearside.error.InvalidInput;
import dev.nearside.server.hub.FakeHub;
import dev.nearside.server.hub.FakeHub.Request;
import dev.nearside.server.hub.transfer.TransferFailed.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubClientTest {
    private static final byte[] WEIGHTS = new byte[100_000];
    private static final byte[] CONFIG = "{\"a\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    private static final Repository TINY = Repository.parse(FakeHub.REPOSITORY);

    static {
        new Random(1).nextBytes(WEIGHTS);
    }

    @TempDir
    Path dir;

    private final FakeHub hub = new FakeHub();

    @BeforeEach
    void fill() {
        hub.with("config.json", CONFIG);
        hub.with("onnx/model.onnx", WEIGHTS);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aListingNamesCommitLicenceLengthsAndHashes() {
        RepositoryListing listing = client(null).list(TINY, TransferListener.SILENT);

        assertThat(listing.commit()).isEqualTo(FakeHub.COMMIT);
        assertThat(listing.licence()).isEqualTo("mit");
        assertThat(listing.files()).extracting(RemoteFile::path).containsExactly("config.json", "onnx/model.onnx");
        assertThat(listing.files()).extracting(RemoteFile::bytes).containsExactly(7L, 100_000L);
    }

    @Test
    void smallFilesComeFromTheHubAndLargeOnesFromWhereItSends() throws Exception {
        fetch(client(null), "config.json");
        fetch(client(null), "onnx/model.onnx");

        assertThat(dir.resolve("config.json")).hasBinaryContent(CONFIG);
        assertThat(dir.resolve("model.onnx")).hasBinaryContent(WEIGHTS);
        assertThat(dir).isDirectoryNotContaining("glob:**.{part,etag}");
    }

    @Test
    void theTokenGoesToTheHubOnly() throws Exception {
        hub.requiring("secret");

        fetch(client("secret"), "onnx/model.onnx");

        assertThat(hub.requests())
                .filteredOn(Request::toTheHub)
                .extracting(Request::authorization)
                .containsOnly(Optional.of("Bearer secret"));
        assertThat(hub.requests())
                .filteredOn(request -> !request.toTheHub())
                .isNotEmpty()
                .extracting(Request::authorization)
                .containsOnly(Optional.empty());
    }

    @Test
    void aDownloadThatBreaksGoesOnWhereItBroke() throws Exception {
        hub.breaking(3);

        fetch(client(null), "onnx/model.onnx");

        assertThat(dir.resolve("model.onnx")).hasBinaryContent(WEIGHTS);
        assertThat(deliveries())
                .extracting(request -> request.range().orElse(""))
                .containsExactly("", "bytes=50000-", "bytes=75000-", "bytes=87500-");
    }

    @Test
    void aDownloadThatStallsIsTakenUpAgain() throws Exception {
        hub.stalling(1);

        fetch(client(null), "onnx/model.onnx");

        assertThat(dir.resolve("model.onnx")).hasBinaryContent(WEIGHTS);
        assertThat(deliveries()).extracting(Request::range).contains(Optional.of("bytes=50000-"));
    }

    @Test
    void aLaterPullGoesOnWithWhatAnEarlierOneLeft() throws Exception {
        hub.breaking(100);
        TransferFailed failed = failure(client(null), "onnx/model.onnx");
        long kept = Files.size(dir.resolve("model.onnx.part"));
        hub.breaking(0);
        int before = deliveries().size();

        fetch(client(null), "onnx/model.onnx");

        assertThat(failed.reason()).isEqualTo(Reason.INTERRUPTED);
        assertThat(failed).hasMessageContaining("the next pull goes on from there");
        assertThat(deliveries().subList(before, deliveries().size()))
                .extracting(Request::range)
                .containsExactly(Optional.of("bytes=" + kept + "-"));
        assertThat(dir.resolve("model.onnx")).hasBinaryContent(WEIGHTS);
    }

    @Test
    void aFileThatChangedMeanwhileIsBegunAnew() throws Exception {
        hub.breaking(100);
        assertThat(failure(client(null), "onnx/model.onnx").reason()).isEqualTo(Reason.INTERRUPTED);
        hub.breaking(0);
        hub.inVersion("2");

        fetch(client(null), "onnx/model.onnx");

        assertThat(dir.resolve("model.onnx")).hasBinaryContent(WEIGHTS);
    }

    @Test
    void aServerWithoutRangesIsAskedForTheWholeFileAgain() throws Exception {
        hub.breaking(2);
        hub.withoutRanges();

        fetch(client(null), "onnx/model.onnx");

        assertThat(dir.resolve("model.onnx")).hasBinaryContent(WEIGHTS);
    }

    @Test
    void errorsThatPassAreWaitedOut() throws Exception {
        hub.failing(3);

        fetch(client(null), "onnx/model.onnx");

        assertThat(dir.resolve("model.onnx")).hasBinaryContent(WEIGHTS);
    }

    @Test
    void anotherContentIsThrownAway() {
        byte[] other = WEIGHTS.clone();
        other[77] ^= 1;
        hub.delivering("onnx/model.onnx", other);
        hub.delivering("config.json", "{\"a\":2}".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(failure(client(null), "onnx/model.onnx").reason()).isEqualTo(Reason.WRONG_CONTENT);
        assertThat(failure(client(null), "config.json")).hasMessageContaining("another content than announced");
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void aFileShorterOrLongerThanAnnouncedIsRefused() {
        hub.announcing("onnx/model.onnx", 100_007);
        TransferFailed shorter = failure(client(null), "onnx/model.onnx");
        hub.announcing("onnx/model.onnx", 99_993);
        TransferFailed longer = failure(client(null), "onnx/model.onnx");

        assertThat(shorter.reason()).isEqualTo(Reason.WRONG_CONTENT);
        assertThat(longer.reason()).isEqualTo(Reason.WRONG_CONTENT);
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void whatIsHereAlreadyIsNotFetchedAgain() throws Exception {
        fetch(client(null), "onnx/model.onnx");
        int before = deliveries().size();

        fetch(client(null), "onnx/model.onnx");

        assertThat(deliveries()).hasSize(before);
    }

    @Test
    void aMissingTokenARefusedOneAndTermsSayWhatToDo() {
        hub.requiring("secret");
        TransferFailed missing = failure(client(null), "config.json");
        TransferFailed refused = failure(client("wrong"), "config.json");
        hub.gated();
        TransferFailed terms = failure(client("secret"), "config.json");

        assertThat(List.of(missing, refused, terms))
                .extracting(TransferFailed::reason)
                .containsOnly(Reason.ACCESS_DENIED);
        assertThat(missing).hasMessageContaining("not public").hasMessageContaining("HF_TOKEN");
        assertThat(refused).hasMessageContaining("the token in HF_TOKEN is refused");
        assertThat(terms).hasMessageContaining("accepted its terms").hasMessageContaining(FakeHub.REPOSITORY);
        assertThat(refused.getMessage()).doesNotContain("wrong");
    }

    @Test
    void whatIsNotThereIsNamed() {
        TransferFailed revision = catchThrowableOfType(
                TransferFailed.class, () -> list(client(null), Repository.parse(FakeHub.REPOSITORY + "@v9")));
        TransferFailed repository =
                catchThrowableOfType(TransferFailed.class, () -> list(client(null), Repository.parse("ada/nothing")));

        assertThat(revision.reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(revision).hasMessageContaining("ada/tiny-chat has no such revision");
        assertThat(repository).hasMessageContaining("ada/nothing does not exist, or it is not public");
    }

    @Test
    void aHubThatIsNotThereIsSaidAtOnce() {
        hub.close();

        TransferFailed failed = catchThrowableOfType(TransferFailed.class, () -> list(client(null), TINY));

        assertThat(failed.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(failed.getMessage())
                .contains("cannot be reached", "offline", "HF_ENDPOINT")
                .doesNotContain("\n");
    }

    @Test
    void anAnswerThatIsNoListingIsRefused() {
        HubSettings settings = hub.settings(null, Map.of());
        URI elsewhere = URI.create(settings.endpoint() + "/" + FakeHub.REPOSITORY + "/resolve/" + FakeHub.COMMIT);
        HubClient client = new HubClient(new HubSettings(elsewhere, null, settings.patience(), Map.of()));
        hub.with(
                "api/models/ada/tiny-chat/revision/main",
                "{\"sha\":7}".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        TransferFailed failed = catchThrowableOfType(TransferFailed.class, () -> list(client, TINY));

        assertThat(failed).hasMessageContaining("does not answer as a hub does");
    }

    @Test
    void settingsComeFromTheEnvironment() {
        HubSettings settings = HubSettings.of(Map.of("HF_ENDPOINT", "https://mirror.example/", "HF_TOKEN", "hf_x"));

        assertThat(settings.endpoint()).isEqualTo(URI.create("https://mirror.example"));
        assertThat(settings.token()).isEqualTo("hf_x");
        assertThat(settings.toString()).doesNotContain("hf_x");
        assertThat(HubSettings.of(Map.of()).token()).isNull();
        assertThat(catchThrowableOfType(
                        InvalidInput.class, () -> assertThat(HubSettings.of(Map.of("HF_ENDPOINT", "mirror")))
                                .isNull()))
                .hasMessageContaining("HF_ENDPOINT is no address");
    }

    private List<Request> deliveries() {
        return hub.requests().stream().filter(request -> !request.toTheHub()).toList();
    }

    private HubClient client(@org.jspecify.annotations.Nullable String token) {
        return new HubClient(hub.settings(token, Map.of()));
    }

    private static void list(HubClient client, Repository repository) {
        assertThat(client.list(repository, TransferListener.SILENT)).isNotNull();
    }

    private void fetch(HubClient client, String path) throws IOException {
        RepositoryListing listing = client.list(TINY, TransferListener.SILENT);
        RemoteFile file = listing.find(path).orElseThrow();
        Path target = dir.resolve(Path.of(path).getFileName());
        client.fetch(listing, file, target, TransferListener.SILENT);
    }

    private TransferFailed failure(HubClient client, String path) {
        return catchThrowableOfType(TransferFailed.class, () -> fetch(client, path));
    }
}
