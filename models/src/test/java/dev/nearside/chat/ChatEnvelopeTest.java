package dev.nearside.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChatEnvelopeTest {
    private static final ChatEnvelope ENVELOPE = new ChatEnvelope("chatcmpl-1", 1_700_000_000, "m");
    private static final ChatResult RESULT = new ChatResult(
            List.of(new ChatChoice("Hi!", FinishReason.STOP, null)),
            new Usage(12, 4, 3),
            new Timings(8, 4_000_000, 2, 500_000_000, 5_000_000));

    @Test
    void aWholeAnswerHasTheShapeOfOpenAi() {
        assertThat(ENVELOPE.completion(RESULT))
                .hasToString("{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\","
                        + "\"created\":1700000000,\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                        + "\"content\":\"Hi!\"},\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":12,"
                        + "\"completion_tokens\":3,\"total_tokens\":15,\"prompt_tokens_details\":{\"cached_tokens\":4}},"
                        + "\"timings\":{\"prompt_n\":8,\"prompt_ms\":4,\"prompt_per_second\":2000,\"predicted_n\":2,"
                        + "\"predicted_ms\":500,\"predicted_per_second\":4,\"first_token_ms\":5}}");
    }

    @Test
    void theChunksOfAStreamHaveTheShapeOfOpenAi() {
        String head =
                "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"m\",";
        TokenLogprob logprob = new TokenLogprob("é", -0.5, List.of(new TokenLogprob("e", -1, List.of())));

        assertThat(ENVELOPE.opening(1))
                .hasToString(head + "\"choices\":[{\"index\":1,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},"
                        + "\"logprobs\":null,\"finish_reason\":null}]}");
        assertThat(ENVELOPE.chunk(new ChatDelta(0, "é", List.of(logprob), null)))
                .hasToString(
                        head + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"é\"},\"logprobs\":{\"content\":["
                                + "{\"token\":\"é\",\"logprob\":-0.5,\"bytes\":[195,169],\"top_logprobs\":[{\"token\":\"e\","
                                + "\"logprob\":-1,\"bytes\":[101]}]}]},\"finish_reason\":null}]}");
        assertThat(ENVELOPE.chunk(new ChatDelta(0, "", null, FinishReason.LENGTH)))
                .hasToString(head + "\"choices\":[{\"index\":0,\"delta\":{},\"logprobs\":null,"
                        + "\"finish_reason\":\"length\"}]}");
        assertThat(ENVELOPE.closing(RESULT).toString()).startsWith(head + "\"choices\":[],\"usage\":{");
    }
}
