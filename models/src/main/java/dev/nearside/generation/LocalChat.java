package dev.nearside.generation;

import dev.nearside.catalog.GenerationSpec;
import dev.nearside.catalog.Manifest;
import dev.nearside.chat.ChatBackend;
import dev.nearside.chat.ChatListener;
import dev.nearside.chat.ChatMessage;
import dev.nearside.chat.ChatOptions;
import dev.nearside.chat.ChatRequest;
import dev.nearside.chat.ChatResult;
import dev.nearside.chat.ChatTemplate;
import dev.nearside.chat.RenderedChat;
import dev.nearside.chat.ResponseFormat;
import dev.nearside.chat.Role;
import dev.nearside.error.InvalidInput;
import dev.nearside.runtime.InferenceSession;
import dev.nearside.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Chats with a model of this machine: template, tokens, {@link TextGenerator}. Session and tokenizer stay the caller's to
 * close. Not thread-safe.
 *
 * <pre>{@code
 * ChatRequest request = ChatRequest.of(manifest.id(), List.of(ChatMessage.user("Hi")), ChatOptions.DEFAULT);
 * chat.chat(request, delta -> print(delta.text())).choices().get(0).content()  // "Hello! How can I help you today?"
 * }</pre>
 */
public final class LocalChat implements ChatBackend, AutoCloseable {
    /** Tokens that are kept free for an answer whose length nobody named, where turns are dropped for it. */
    private static final int USUAL_ANSWER = 512;

    private final String model;
    private final ChatTemplate template;
    private final Tokenizer tokenizer;
    private final TextGenerator generator;
    private final List<String> stops = new ArrayList<>();

    /**
     * Chats with that session, which was made with {@link TextGenerator#sessionOptions}.
     *
     * @throws InvalidInput if the model does not chat
     */
    public LocalChat(Manifest manifest, InferenceSession session, Tokenizer tokenizer, GeneratorSettings settings) {
        GenerationSpec spec = manifest.generation();
        ChatTemplate chatTemplate = manifest.chatTemplate();
        if (spec == null || chatTemplate == null) {
            throw new InvalidInput("the model " + manifest.id() + " does not chat: its manifest has no "
                    + (spec == null ? "generation" : "chatTemplate"));
        }
        this.model = manifest.id();
        this.template = chatTemplate;
        this.tokenizer = tokenizer;
        List<Integer> ends = new ArrayList<>(spec.eos());
        for (String stop : chatTemplate.stop()) {
            // A stop that is a token is not seen in the text, which special tokens are left out of.
            tokenizer.idOf(stop).ifPresentOrElse(ends::add, () -> stops.add(stop));
        }
        this.generator = new TextGenerator(session, tokenizer, spec.withEos(ends), settings);
    }

    @Override
    public String model() {
        return model;
    }

    /** Tokens of conversation and answer together, at most. */
    public int contextLength() {
        return generator.contextLength();
    }

    /**
     * Tokens of that conversation as the model reads it, the place for the answer included.
     *
     * @throws InvalidInput if the template has no place for a message
     */
    public int countTokens(List<ChatMessage> messages) {
        return encode(messages).length;
    }

    @Override
    public ChatResult chat(ChatRequest request, ChatListener listener) {
        return chat(request, SpokenTokens.NONE, listener);
    }

    /** As {@link #chat(ChatRequest, ChatListener)}, going on with an answer as {@link TextGenerator} does. */
    public ChatResult chat(ChatRequest request, SpokenTokens spoken, ChatListener listener) {
        ChatOptions options = request.options();
        int[] prompt = options.dropsOldest() ? fitting(request.messages(), options) : encode(request.messages());
        List<String> all = new ArrayList<>(options.stop());
        if (options.format() instanceof ResponseFormat.Text) {
            all.addAll(stops);
        }
        return generator.generate(prompt, options.withStop(all), spoken, listener);
    }

    /** The tokens of a text that is no conversation, with the special tokens that the model expects around one. */
    public int[] encodeText(String text) {
        return tokenizer.encode(text).copyIds();
    }

    /** Goes on with tokens as they are, without the template; as {@link TextGenerator#generate(int[], ChatOptions, ChatListener)}. */
    public ChatResult complete(int[] prompt, ChatOptions options, ChatListener listener) {
        return generator.generate(prompt, options, listener);
    }

    private int[] encode(List<ChatMessage> messages) {
        RenderedChat chat = template.renderMarked(messages);
        return tokenizer.encodeQuoting(chat.text(), chat.said()).copyIds();
    }

    /** The conversation without as many of its oldest turns as it takes to leave room for an answer. */
    private int[] fitting(List<ChatMessage> messages, ChatOptions options) {
        Integer most = options.maxTokens();
        int room = Math.min(most == null ? USUAL_ANSWER : most, contextLength() / 2);
        List<ChatMessage> kept = new ArrayList<>(messages);
        int[] prompt = encode(kept);
        while (prompt.length > contextLength() - room && dropOldest(kept)) {
            prompt = encode(kept);
        }
        return prompt;
    }

    /** Drops the oldest turn of the user with what was answered; not the system's, nor the last one. */
    private static boolean dropOldest(List<ChatMessage> messages) {
        int first = 0;
        while (first < messages.size() && messages.get(first).role() == Role.SYSTEM) {
            first++;
        }
        int end = first + 1;
        while (end < messages.size() && messages.get(end).role() != Role.USER) {
            end++;
        }
        if (end >= messages.size()) {
            return false;
        }
        messages.subList(first, end).clear();
        return true;
    }

    /** Releases the key-value cache. */
    @Override
    public void close() {
        generator.close();
    }
}
