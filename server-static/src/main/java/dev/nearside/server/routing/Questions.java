package dev.nearside.server.routing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nearside.chat.ChatMessage;
import dev.nearside.chat.ChatRequest;
import dev.nearside.chat.Role;
import dev.nearside.error.InvalidInput;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonNull;
import dev.nearside.routing.Failure;
import dev.nearside.routing.Policy;
import dev.nearside.routing.Reach;
import dev.nearside.routing.RoutingRequest;
import dev.nearside.routing.Size;
import dev.nearside.routing.Wishes;
import dev.nearside.routing.privacy.PrivateConversations;
import dev.nearside.server.chat.BackendFailure;
import dev.nearside.server.chat.ChatCall;
import dev.nearside.server.chat.RequestFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Makes questions for the router of calls: what they say, what their headers wish, how long they are. Thread-safe. */
final class Questions {
    static final String POLICY = "X-Nearside-Policy";
    static final String REACH = "X-Nearside-Reach";
    static final String PRIVATE = "X-Nearside-Private";
    static final String CONVERSATION = "X-Nearside-Conversation";
    static final String STATUS = "X-Nearside-Status";

    /** What Open WebUI calls it, if it is told to forward it. */
    private static final String OPEN_WEBUI_CHAT = "X-OpenWebUI-Chat-Id";

    private static final int LONGEST_ID = 200;

    private final PrivateConversations conversations;
    private final TokenCounts counts;

    Questions(PrivateConversations conversations, TokenCounts counts) {
        this.conversations = conversations;
        this.counts = counts;
    }

    /**
     * The question that a call is.
     *
     * @throws BackendFailure 400 if a header or the member {@code nearside} is wrong
     */
    Question of(ChatCall call, RequestFacts facts) {
        try {
            JsonCursor extra = extra(call);
            String conversation = conversation(facts, extra);
            boolean before = conversation != null && conversations.contains(conversation);
            Wishes wishes = wishes(facts).and(extra == null ? Wishes.NONE : Wishes.read(extra));
            Wishes all = before ? wishes.inConversation(true) : wishes;
            return new Question(request(call, all, extra, conversation), conversation, flag(facts, STATUS));
        } catch (InvalidInput e) {
            throw malformed("nearside", String.valueOf(e.getMessage()));
        }
    }

    /** The same question about what is left of a call; what was private of the whole is so of the rest. */
    Question leavingOut(Question question, ChatCall rest) {
        RoutingRequest asked = question.request();
        Size size = Size.estimate(rest.request().messages(), asked.size().answer());
        RoutingRequest request =
                new RoutingRequest(asked.model(), asked.messages(), size, asked.wishes(), asked.draw());
        OptionalInt counted = counts.count(rest.request());
        return new Question(
                counted.isPresent() ? request.withPromptTokens(counted.getAsInt()) : request,
                question.conversation(),
                question.wantsStatus());
    }

    private RoutingRequest request(
            ChatCall call, Wishes wishes, @Nullable JsonCursor extra, @Nullable String conversation) {
        ChatRequest chat = call.request();
        List<ChatMessage> messages = new ArrayList<>(chat.messages());
        String beside = BesideMessages.textOf(call.body());
        if (!beside.isBlank()) {
            messages.add(ChatMessage.system(beside));
        }
        Integer most = chat.options().maxTokens();
        Size size = Size.estimate(call.beyond().isEmpty() ? chat.messages() : messages, most == null ? 0 : most);
        RoutingRequest request = new RoutingRequest(
                chat.model(), messages, size, wishes, draw(chat, extra, conversation), call.beyond());
        Optional<JsonCursor> told = extra == null ? Optional.empty() : extra.optional("promptTokens");
        if (told.isPresent()) {
            return request.withPromptTokens(Math.max(0, told.get().asInt()));
        }
        OptionalInt counted = call.beyond().isEmpty() ? counts.count(chat) : OptionalInt.empty();
        return counted.isPresent() ? request.withPromptTokens(counted.getAsInt()) : request;
    }

    /** The same for all turns of a conversation, so that it stays where its prefix is cached. */
    private static long draw(ChatRequest chat, @Nullable JsonCursor extra, @Nullable String conversation) {
        Optional<JsonCursor> given = extra == null ? Optional.empty() : extra.optional("draw");
        if (given.isPresent()) {
            return given.get().asLong();
        }
        if (conversation != null) {
            return conversation.hashCode();
        }
        long hash = 0;
        for (ChatMessage message : chat.messages()) {
            hash = hash * 31 + message.content().hashCode();
            if (message.role() == Role.USER) {
                break;
            }
        }
        return hash;
    }

    private static @Nullable JsonCursor extra(ChatCall call) {
        JsonNode extra = call.body().path("nearside");
        if (extra.isMissingNode()) {
            return null;
        }
        JsonCursor cursor = new JsonCursor("nearside", Json.parse(extra.toString()));
        return cursor.value() == JsonNull.NULL ? null : cursor;
    }

    private static Wishes wishes(RequestFacts facts) {
        return new Wishes(policy(facts), reach(facts), flag(facts, PRIVATE), false);
    }

    private static @Nullable Policy policy(RequestFacts facts) {
        Optional<String> label = facts.header(POLICY);
        if (label.isEmpty()) {
            return null;
        }
        Policy policy = Policy.ofLabel(label.get().strip());
        if (policy == null) {
            throw malformed(POLICY, "must be only-device, prefer-device, prefer-cloud or only-cloud");
        }
        return policy;
    }

    private static Reach reach(RequestFacts facts) {
        Reach reach = Reach.ofLabel(facts.header(REACH).orElse("anywhere").strip());
        if (reach == null) {
            throw malformed(REACH, "must be anywhere, device or tab");
        }
        return reach;
    }

    /** A header that is misspelt must not be a request that is not private. */
    private static boolean flag(RequestFacts facts, String name) {
        String value = facts.header(name).orElse("false").strip();
        if (!value.equals("true") && !value.equals("false")) {
            throw malformed(name, "must be true or false");
        }
        return value.equals("true");
    }

    private static @Nullable String conversation(RequestFacts facts, @Nullable JsonCursor extra) {
        Optional<String> inBody = extra == null
                ? Optional.empty()
                : extra.optional("conversation").map(JsonCursor::asString);
        String id = facts.header(CONVERSATION)
                .or(() -> inBody)
                .or(() -> facts.header(OPEN_WEBUI_CHAT))
                .map(String::strip)
                .orElse("");
        if (id.length() > LONGEST_ID) {
            throw malformed(CONVERSATION, "must be " + LONGEST_ID + " characters at most");
        }
        return id.isEmpty() ? null : id;
    }

    private static BackendFailure malformed(String param, String message) {
        String text = message.startsWith(param) ? message : param + ": " + message;
        return BackendFailure.of(Failure.Kind.MALFORMED, 400, "invalid_value", text)
                .param(param);
    }
}
