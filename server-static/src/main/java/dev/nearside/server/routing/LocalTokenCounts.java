package dev.nearside.server.routing;

import dev.nearside.catalog.Manifest;
import dev.nearside.chat.ChatRequest;
import dev.nearside.chat.ChatTemplate;
import dev.nearside.chat.RenderedChat;
import dev.nearside.error.InvalidInput;
import dev.nearside.server.files.HostedModel;
import dev.nearside.server.files.ModelLibrary;
import dev.nearside.tokenizer.Tokenizer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts with the template and the tokenizer of a model of this machine: of the one that is asked for, else of the first one that
 * chats. Tokens of other models are not the same, but nearer than an estimate by characters. Thread-safe.
 */
final class LocalTokenCounts implements TokenCounts {
    private static final Logger LOG = LoggerFactory.getLogger(LocalTokenCounts.class);

    /** Counting this much takes about a tenth of a second; more is estimated. */
    private static final int MOST_CHARACTERS = 200_000;

    private final ModelLibrary library;
    private final Supplier<List<String>> chatting;
    private Optional<Kept> kept = Optional.empty();

    /** The tokenizer that was used last. */
    private record Kept(String manifest, ChatTemplate template, Tokenizer tokenizer) {}

    /** @param chatting the ids of the models of this machine that chat */
    LocalTokenCounts(ModelLibrary library, Supplier<List<String>> chatting) {
        this.library = library;
        this.chatting = chatting;
    }

    @Override
    public OptionalInt count(ChatRequest chat) {
        int length = chat.messages().stream()
                .mapToInt(message -> message.content().length())
                .sum();
        List<String> ids = chatting.get();
        if (length > MOST_CHARACTERS || ids.isEmpty()) {
            return OptionalInt.empty();
        }
        String asked = chat.model().startsWith("jvm/") ? chat.model().substring("jvm/".length()) : chat.model();
        Optional<HostedModel> model = library.find(ids.contains(asked) ? asked : ids.get(0));
        try {
            return model.isEmpty() ? OptionalInt.empty() : OptionalInt.of(count(chat, model.get()));
        } catch (InvalidInput e) {
            LOG.debug("the template has no place for a message; the length is estimated", e);
            return OptionalInt.empty();
        }
    }

    private int count(ChatRequest chat, HostedModel model) {
        Kept tools = tools(model);
        RenderedChat rendered = tools.template().renderMarked(chat.messages());
        return tools.tokenizer()
                .fork()
                .encodeQuoting(rendered.text(), rendered.said())
                .copyIds()
                .length;
    }

    private synchronized Kept tools(HostedModel model) {
        String version = model.catalogEntry().manifest();
        if (kept.isEmpty() || !kept.get().manifest().equals(version)) {
            Manifest manifest = model.manifest();
            ChatTemplate template = manifest.chatTemplate();
            if (template == null) {
                throw new InvalidInput("the model " + manifest.id() + " has no chat template");
            }
            kept = Optional.of(new Kept(version, template, model.tokenizer()));
        }
        return kept.get();
    }
}
