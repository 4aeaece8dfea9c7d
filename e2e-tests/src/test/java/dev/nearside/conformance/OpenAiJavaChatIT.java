package dev.nearside.conformance;

import static dev.nearside.conformance.ChatFixture.MODEL;
import static dev.nearside.conformance.ChatFixture.QUESTION;
import static dev.nearside.conformance.ChatFixture.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.PermissionDeniedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.CompletionCreateParams;
import dev.nearside.e2e.ChatServer;
import dev.nearside.e2e.Suite;
import dev.nearside.json.Json;
import dev.nearside.runtime.ExecutionProvider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** OpenAI's client for Java gets answers, streams, and errors as the types that it knows. */
@ExtendWith(Suite.class)
class OpenAiJavaChatIT {
    private OpenAIClient client;

    @BeforeEach
    void open(ChatServer chat) {
        client = OpenAIOkHttpClient.builder()
                .baseUrl(chat.server().at("/v1"))
                .apiKey("not-needed")
                .maxRetries(0)
                .build();
    }

    @AfterEach
    void close() {
        client.close();
    }

    private static ChatCompletionCreateParams.Builder ask() {
        ChatCompletionCreateParams.LogitBias.Builder bias = ChatCompletionCreateParams.LogitBias.builder();
        ChatFixture.ENDLESS.forEach((token, value) -> bias.putAdditionalProperty(token, JsonValue.from(value)));
        return ChatCompletionCreateParams.builder()
                .model(MODEL)
                .addUserMessage(QUESTION)
                .maxCompletionTokens(TOKENS)
                .temperature(1)
                .seed(3)
                .logitBias(bias.build());
    }

    private ChatCompletion create(ChatCompletionCreateParams.Builder request) {
        return client.chat().completions().create(request.build());
    }

    private String answer(ChatCompletionCreateParams.Builder request) {
        return create(request).choices().get(0).message().content().orElseThrow();
    }

    private List<ChatCompletionChunk> stream(ChatCompletionCreateParams.Builder request) {
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(request.build())) {
            return stream.stream().toList();
        }
    }

    @Test
    void anAnswerIsThatOfTheModelOnThisJvm(ChatServer chat) {
        ChatCompletion answer = create(ChatCompletionCreateParams.builder()
                .model(MODEL)
                .addUserMessage(QUESTION)
                .maxTokens(TOKENS)
                .temperature(0)
                .user("somebody"));

        ChatCompletion.Choice choice = answer.choices().get(0);
        assertThat(choice.message().content())
                .contains(chat.llama()
                        .greedy(List.of(QUESTION), TOKENS, ExecutionProvider.CPU)
                        .get(0));
        assertThat(answer.model()).isEqualTo(MODEL);
        assertThat(answer.id()).isNotEmpty();
        assertThat(answer.created()).isPositive();
        assertThat(answer.validate()).isNotNull();
    }

    @Test
    void usageCountsBothSides() {
        ChatCompletion answer = create(ask());

        assertThat(answer.usage()).hasValueSatisfying(usage -> {
            assertThat(usage.completionTokens()).isEqualTo(TOKENS);
            assertThat(usage.promptTokens()).isGreaterThan(QUESTION.split(" ").length);
            assertThat(usage.totalTokens()).isEqualTo(usage.promptTokens() + TOKENS);
        });
        assertThat(answer.choices().get(0).finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.LENGTH);
    }

    @Test
    void aStreamMakesTheSameAnswer() {
        String whole = answer(ask());

        List<ChatCompletionChunk> chunks = stream(ask());

        ChatCompletionAccumulator all = ChatCompletionAccumulator.create();
        chunks.forEach(all::accumulate);
        assertThat(all.chatCompletion().choices().get(0).message().content()).contains(whole);
        assertThat(chunks).hasSizeGreaterThan(3).allSatisfy(chunk -> {
            assertThat(chunk.validate().choices()).hasSize(1);
            assertThat(chunk.id()).isEqualTo(chunks.get(0).id());
            assertThat(chunk.created()).isEqualTo(chunks.get(0).created());
            assertThat(chunk.usage()).isEmpty();
        });
    }

    @Test
    void aStreamTellsItsUsageLastIfAsked() {
        List<ChatCompletionChunk> chunks = stream(ask().streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build()));

        ChatCompletionChunk last = chunks.get(chunks.size() - 1);
        assertThat(last.choices()).isEmpty();
        assertThat(last.usage()).hasValueSatisfying(usage -> assertThat(usage.completionTokens())
                .isEqualTo(TOKENS));
        assertThat(chunks.get(chunks.size() - 2).choices().get(0).finishReason())
                .contains(ChatCompletionChunk.Choice.FinishReason.LENGTH);
    }

    @Test
    void logprobsComeForEachToken() {
        ChatCompletion answer = create(ask().logprobs(true).topLogprobs(3));

        assertThat(answer.choices().get(0).logprobs().orElseThrow().content().orElseThrow())
                .hasSize(TOKENS)
                .allSatisfy(token -> {
                    assertThat(token.logprob()).isLessThanOrEqualTo(0);
                    assertThat(token.topLogprobs()).hasSize(3);
                });
    }

    @Test
    void severalChoicesAreThoseOfSeedsThatFollowOneAnother() {
        ChatCompletion several = create(ask().temperature(1).seed(5).n(3));

        assertThat(several.choices()).extracting(ChatCompletion.Choice::index).containsExactly(0L, 1L, 2L);
        for (int i = 0; i < 3; i++) {
            assertThat(several.choices().get(i).message().content())
                    .contains(answer(ask().temperature(1).seed(5 + i)));
        }
    }

    @Test
    void aStopEndsTheAnswerBeforeIt() {
        String whole = answer(ask());
        String stop = ChatFixture.stopOf(whole);

        ChatCompletion stopped = create(ask().stopOfStrings(List.of("never comes", stop)));

        assertThat(stopped.choices().get(0).message().content()).contains(whole.substring(0, whole.indexOf(stop)));
        assertThat(stopped.choices().get(0).finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
    }

    @Test
    void anAnswerKeepsToItsSchema() {
        Map<String, Object> schema = Map.of(
                "type",
                "object",
                "properties",
                Map.of("open", Map.of("type", "boolean")),
                "required",
                List.of("open"),
                "additionalProperties",
                false);
        ResponseFormatJsonSchema.JsonSchema.Schema.Builder members =
                ResponseFormatJsonSchema.JsonSchema.Schema.builder();
        schema.forEach((name, value) -> members.putAdditionalProperty(name, JsonValue.from(value)));

        String json = answer(ask().jsonSchemaResponseFormat(ResponseFormatJsonSchema.JsonSchema.builder()
                .name("door")
                .strict(true)
                .schema(members.build())
                .build()));

        assertThat(json).containsPattern("\\{\\s*\"open\"\\s*:\\s*(true|false)\\s*}");
        assertThat(Json.read(json).field("open").asBoolean()).isIn(true, false);
    }

    @Test
    void whoAnsweredAndWhyIsInTheHeaders() {
        try (HttpResponseFor<ChatCompletion> response =
                client.chat().completions().withRawResponse().create(ask().build())) {
            assertThat(response.headers().values("X-Nearside-Backend")).containsExactly("jvm");
            assertThat(response.headers().values("X-Nearside-Model")).containsExactly(MODEL);
            assertThat(response.headers().values("X-Nearside-Reason")).hasSize(1);
        }
    }

    @Test
    void olderCompletionsAreAnsweredToo() {
        assertThat(client.completions()
                        .create(CompletionCreateParams.builder()
                                .model(MODEL)
                                .prompt("Once upon a time")
                                .maxTokens(TOKENS)
                                .temperature(0)
                                .build())
                        .choices()
                        .get(0)
                        .text())
                .isNotEmpty();
    }

    @Test
    void modelsAreListed() {
        assertThat(client.models().list().autoPager().stream().map(model -> model.id()))
                .contains(MODEL, "all-minilm-l6-v2");
        assertThat(client.models().retrieve(MODEL).id()).isEqualTo(MODEL);
    }

    @Test
    void aModelThatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> create(ask().model("gpt-4o"))).isInstanceOfSatisfying(NotFoundException.class, e -> {
            assertThat(e.code()).contains("model_not_found");
            assertThat(e.param()).contains("model");
        });
        assertThatThrownBy(() -> stream(ask().model("gpt-4o"))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void toolsAreRefusedByName() {
        ChatCompletionCreateParams.Builder request = ask().addFunctionTool(
                        FunctionDefinition.builder().name("weather").build());

        assertThatThrownBy(() -> create(request))
                .isInstanceOfSatisfying(BadRequestException.class, e -> assertThat(e.getMessage())
                        .contains("tools"));
        assertThatThrownBy(() -> stream(request)).isInstanceOf(BadRequestException.class);
    }

    @Test
    void whatIsOutOfRangeIsABadRequest() {
        assertThatThrownBy(() -> create(ask().temperature(9)))
                .isInstanceOfSatisfying(BadRequestException.class, e -> assertThat(e.getMessage())
                        .contains("temperature"));
        assertThatThrownBy(() -> create(ask().addUserMessage("word ".repeat(900))))
                .isInstanceOfSatisfying(
                        BadRequestException.class, e -> assertThat(e.code()).contains("context_length_exceeded"));
    }

    @Test
    void aPageOfAnotherOriginIsDenied(ChatServer chat) {
        OpenAIClient foreign = OpenAIOkHttpClient.builder()
                .baseUrl(chat.server().at("/v1"))
                .apiKey("not-needed")
                .putHeader("Origin", "https://evil.example")
                .build();

        assertThatThrownBy(() -> foreign.chat().completions().create(ask().build()))
                .isInstanceOf(PermissionDeniedException.class);
        foreign.close();
    }
}
