package dev.nearside.server.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.chat.ChatMessage;
import dev.nearside.json.JsonObject;
import dev.nearside.server.chat.BackendFailure;
import dev.nearside.server.chat.ChatCall;
import dev.nearside.server.chat.ChatDispatch;
import dev.nearside.server.chat.CompletionCall;
import dev.nearside.server.chat.TextCall;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chats and legacy completions between HTTP and whoever answers them. */
final class ChatRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ChatRoutes.class);

    private final ChatDispatch dispatch;
    private final ChatLimits limits;

    ChatRoutes(ChatDispatch dispatch, ChatLimits limits) {
        this.dispatch = dispatch;
        this.limits = limits;
    }

    /** {@code POST /v1/chat/completions}. */
    void chat(Context ctx) throws IOException {
        serve(ctx, ChatCall::read);
    }

    /** {@code POST /v1/completions}. */
    void complete(Context ctx) throws IOException {
        serve(ctx, CompletionCall::read);
    }

    private void serve(Context ctx, Function<ObjectNode, TextCall> reader) throws IOException {
        ClientConnection client = new ClientConnection(ctx);
        Patience patience = new Patience(client, limits.deadline());
        TextCall call = reader.apply(body(ctx));
        check(call.asChat().request().messages());
        answer(
                ctx,
                answer(ctx, call.stream(), patience),
                patience,
                sink -> dispatch.dispatch(call, RequestHeaders.facts(ctx), sink));
        client.closeIfSpoilt();
    }

    /** {@code POST /v1/route/explain}: who would answer such a chat, and why. */
    void explain(Context ctx) throws IOException {
        ChatCall call = ChatCall.read(body(ctx));
        check(call.request().messages());
        JsonObject decision = dispatch.explain(call, RequestHeaders.facts(ctx));
        ctx.contentType("application/json").result(decision.toString().getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode body(Context ctx) throws IOException {
        return RequestBody.read(ctx, limits.bodyBytes(), limits.bodyTime());
    }

    private void check(List<ChatMessage> messages) {
        if (messages.size() > limits.messages()) {
            throw Refusal.badRequest(
                    "messages",
                    "a conversation has " + limits.messages() + " messages at most, not " + messages.size());
        }
        long length = messages.stream()
                .mapToLong(message -> message.content().length())
                .sum();
        if (length > limits.textChars()) {
            throw Refusal.badRequest(
                    "messages", "a conversation has " + limits.textChars() + " characters at most, not " + length);
        }
    }

    private Answer answer(Context ctx, boolean stream, Patience patience) {
        return stream ? new StreamedAnswer(ctx, patience, limits.heartbeat()) : new WholeAnswer(ctx, patience);
    }

    private static void answer(Context ctx, Answer answer, Patience patience, Consumer<Answer> work) {
        try {
            work.accept(answer);
            answer.end();
        } catch (BackendFailure e) {
            BackendFailure failure = patience.explain(e);
            if (!answer.fail(ApiError.of(failure))) {
                throw failure;
            }
        } catch (RuntimeException e) {
            if (!answer.fail(ApiError.of(e))) {
                throw e;
            }
            LOG.error("{} failed in the middle of an answer", ctx.path(), e);
        }
    }
}
