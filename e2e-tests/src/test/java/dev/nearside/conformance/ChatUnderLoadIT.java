package dev.nearside.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.e2e.ChatServer;
import dev.nearside.e2e.ServerFootprint;
import dev.nearside.e2e.StreamedAnswer;
import dev.nearside.e2e.Suite;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fifty streams at once, of which none is lost, cut, mixed up with another or left behind in memory. */
@ExtendWith(Suite.class)
class ChatUnderLoadIT {
    private static final int AT_ONCE = 50;
    private static final int QUESTIONS = 10;
    private static final int TOKENS = 20;
    private static final int MEBIBYTE = 1 << 20;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private StreamedAnswer ask(ChatServer chat, int number) throws Exception {
        String request =
                StreamedAnswer.request(ChatFixture.MODEL, "Question " + number + ": how far is it?", number, TOKENS);
        return StreamedAnswer.read(client, URI.create(chat.server().at("/v1/chat/completions")), request);
    }

    private List<StreamedAnswer> askAll(ChatServer chat, int requests) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<StreamedAnswer>> pending = new ArrayList<>();
            for (int i = 0; i < requests; i++) {
                int number = i % QUESTIONS;
                pending.add(callers.submit(() -> ask(chat, number)));
            }
            List<StreamedAnswer> answers = new ArrayList<>();
            for (Future<StreamedAnswer> one : pending) {
                answers.add(one.get());
            }
            return answers;
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void eachStreamIsWhatItsSeedGivesAlone(ChatServer chat) throws Exception {
        List<String> alone = new ArrayList<>();
        for (int i = 0; i < QUESTIONS; i++) {
            alone.add(ask(chat, i).text());
        }

        List<StreamedAnswer> answers = askAll(chat, 3 * AT_ONCE);

        assertThat(alone).doesNotHaveDuplicates().doesNotContain("");
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).problems()).as("request " + i).isEmpty();
            assertThat(answers.get(i).text()).as("request " + i).isEqualTo(alone.get(i % QUESTIONS));
            assertThat(answers.get(i).tokens()).isEqualTo(TOKENS);
        }
    }

    @Test
    void nothingIsLeftBehind(ChatServer chat) throws Exception {
        assertThat(askAll(chat, 2 * AT_ONCE))
                .allSatisfy(answer -> assertThat(answer.problems()).isEmpty());
        ServerFootprint warm = ServerFootprint.afterCollection(chat.server());

        assertThat(askAll(chat, 4 * AT_ONCE))
                .allSatisfy(answer -> assertThat(answer.problems()).isEmpty());
        ServerFootprint used = ServerFootprint.afterCollection(chat.server());

        // The key-value caches of 200 answers would be ten times as much.
        assertThat(used.heapBytes()).isLessThan(warm.heapBytes() + 8L * MEBIBYTE);
        assertThat(used.bufferBytes()).isLessThan(warm.bufferBytes() + 8L * MEBIBYTE);
        assertThat(used.threads()).isLessThan(warm.threads() + AT_ONCE);
        assertThat(used.files()).isLessThan(warm.files() + AT_ONCE);
    }
}
