package dev.nearside.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.nearside.e2e.ServerProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where keys are asked for, clients without one know what is wrong. */
class ApiKeyIT {
    private static final String KEY = "a-key-of-the-house";

    @TempDir
    static Path models;

    private static ServerProcess server;

    @BeforeAll
    static void start() {
        server = ServerProcess.start(models, Map.of("KEYS_OF_THE_TEST", KEY), "--api-key-env", "KEYS_OF_THE_TEST");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(server.at("/v1"))
                .apiKey(key)
                .maxRetries(0)
                .build();
    }

    @Test
    void theRightKeyIsLetIn() {
        OpenAIClient client = client(KEY);

        assertThat(client.models().list().data())
                .extracting(model -> model.id())
                .contains("all-minilm-l6-v2");
        client.close();
    }

    @Test
    void anotherKeyIsUnauthorizedForOpenAisClient() {
        OpenAIClient client = client(KEY + "x");
        ChatCompletionCreateParams request = ChatCompletionCreateParams.builder()
                .model("any")
                .addUserMessage("Hello")
                .build();

        assertThatThrownBy(() -> client.models().list()).isInstanceOf(UnauthorizedException.class);
        assertThatThrownBy(() -> client.chat().completions().create(request))
                .isInstanceOfSatisfying(
                        UnauthorizedException.class, e -> assertThat(e.code()).contains("invalid_api_key"));
        assertThatThrownBy(() -> client.chat().completions().createStreaming(request))
                .isInstanceOf(UnauthorizedException.class);
        client.close();
    }

    @Test
    void anotherKeyIsAnAuthenticationProblemForLangChain4j() {
        OpenAiChatModel model = OpenAiChatModel.builder()
                .baseUrl(server.at("/v1"))
                .apiKey("none")
                .modelName("any")
                .maxRetries(0)
                .build();

        assertThatThrownBy(() -> model.chat("Hello")).isInstanceOf(AuthenticationException.class);
    }
}
