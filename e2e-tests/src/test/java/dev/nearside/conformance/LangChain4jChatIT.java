package dev.nearside.conformance;

import static dev.nearside.conformance.ChatFixture.MODEL;
import static dev.nearside.conformance.ChatFixture.QUESTION;
import static dev.nearside.conformance.ChatFixture.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel.OpenAiChatModelBuilder;
import dev.langchain4j.model.openai.OpenAiChatResponseMetadata;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder;
import dev.langchain4j.model.output.FinishReason;
import dev.nearside.e2e.ChatServer;
import dev.nearside.e2e.Suite;
import dev.nearside.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** LangChain4j chats, blocking and streaming, and knows the errors. */
@ExtendWith(Suite.class)
class LangChain4jChatIT {

    private static OpenAiChatModelBuilder blocking(ChatServer chat) {
        return OpenAiChatModel.builder()
                .baseUrl(chat.server().at("/v1/"))
                .apiKey("not-needed")
                .modelName(MODEL)
                .temperature(1.0)
                .seed(3)
                .maxTokens(TOKENS)
                .logitBias(ChatFixture.ENDLESS)
                .maxRetries(0);
    }

    private static OpenAiStreamingChatModelBuilder streaming(ChatServer chat) {
        return OpenAiStreamingChatModel.builder()
                .baseUrl(chat.server().at("/v1/"))
                .apiKey("not-needed")
                .modelName(MODEL)
                .temperature(1.0)
                .seed(3)
                .maxTokens(TOKENS)
                .logitBias(ChatFixture.ENDLESS);
    }

    @Test
    void aStreamMakesTheAnswerThatABlockingCallGets(ChatServer chat) {
        ChatResponse whole = blocking(chat).build().chat(SystemMessage.from("Be brief."), UserMessage.from(QUESTION));

        PartialAnswers handler = new PartialAnswers();
        streaming(chat).build().chat(List.of(SystemMessage.from("Be brief."), UserMessage.from(QUESTION)), handler);
        ChatResponse streamed = handler.await();

        assertThat(streamed.aiMessage().text()).isEqualTo(whole.aiMessage().text());
        assertThat(String.join("", handler.pieces()))
                .isEqualTo(whole.aiMessage().text());
        assertThat(handler.pieces()).hasSizeGreaterThan(1);
        for (ChatResponse response : List.of(whole, streamed)) {
            assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
            assertThat(response.tokenUsage().outputTokenCount()).isEqualTo(TOKENS);
            assertThat(response.tokenUsage().inputTokenCount()).isPositive();
            assertThat(response.modelName()).isEqualTo(MODEL);
            assertThat(response.id()).isNotEmpty();
        }
    }

    @Test
    void logprobsAreRead(ChatServer chat) {
        ChatResponse answer =
                blocking(chat).logprobs(true).topLogprobs(2).build().chat(UserMessage.from(QUESTION));

        assertThat(((OpenAiChatResponseMetadata) answer.metadata()).logProbs())
                .hasSize(TOKENS)
                .allSatisfy(token -> assertThat(token.topLogprobs()).hasSize(2));
    }

    @Test
    void stopsAreKept(ChatServer chat) {
        String whole = blocking(chat).build().chat(QUESTION);
        String stop = ChatFixture.stopOf(whole);

        ChatResponse stopped = blocking(chat).stop(List.of(stop)).build().chat(UserMessage.from(QUESTION));

        assertThat(stopped.aiMessage().text()).isEqualTo(whole.substring(0, whole.indexOf(stop)));
        assertThat(stopped.finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void jsonIsJson(ChatServer chat) {
        String json = blocking(chat).responseFormat(ResponseFormat.JSON).build().chat(QUESTION);

        assertThat(Json.read(json).value()).isNotNull();
    }

    @Test
    void toolsAreRefusedClearly(ChatServer chat) {
        ChatRequest request = ChatRequest.builder()
                .messages(UserMessage.from("What is the weather?"))
                .toolSpecifications(ToolSpecification.builder()
                        .name("weather")
                        .description("the weather of a place")
                        .build())
                .build();

        assertThatThrownBy(() -> blocking(chat).build().chat(request))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("tools");
        assertThatThrownBy(() -> streamed(chat, request))
                .hasCauseInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("tools");
    }

    private static ChatResponse streamed(ChatServer chat, ChatRequest request) throws CompletionException {
        PartialAnswers handler = new PartialAnswers();
        streaming(chat).build().chat(request, handler);
        return handler.await();
    }

    @Test
    void aModelThatIsNotThereIsNotFound(ChatServer chat) {
        ChatRequest request = ChatRequest.builder()
                .messages(UserMessage.from(QUESTION))
                .modelName("gpt-4o")
                .build();

        assertThatThrownBy(() -> blocking(chat).build().chat(request)).isInstanceOf(ModelNotFoundException.class);
        assertThatThrownBy(() -> streamed(chat, request)).hasCauseInstanceOf(ModelNotFoundException.class);
    }

    @Test
    void whatIsForbiddenIsAnAuthenticationProblem(ChatServer chat) {
        OpenAiChatModel foreign =
                blocking(chat).customHeaders(Map.of("Origin", "null")).build();

        assertThatThrownBy(() -> foreign.chat(QUESTION)).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void aStreamThatIsCancelledEnds(ChatServer chat) {
        PartialAnswers handler = PartialAnswers.cancellingAfter(3);

        streaming(chat).maxTokens(ChatFixture.LONG).build().chat(QUESTION, handler);

        assertThat(handler.awaitCancelled()).isTrue();
        assertThat(Objects.requireNonNull(blocking(chat).build().chat(QUESTION)))
                .isNotEmpty();
    }
}
