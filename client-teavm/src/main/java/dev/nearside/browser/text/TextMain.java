package dev.nearside.browser.text;

import dev.nearside.browser.engine.EngineProgram;
import dev.nearside.browser.js.ByteTransfer;
import dev.nearside.browser.js.HostMemory;
import dev.nearside.browser.rpc.Dispatcher;
import dev.nearside.browser.search.SearchCalls;

/** Entry point of the worker for text. */
public final class TextMain {
    private TextMain() {}

    /** Begins to answer calls. */
    public static void main(String[] arguments) {
        EngineProgram.run("text", (engine, calls) -> {
            ModelTokenizers tokenizers = new ModelTokenizers(engine.store(), new ByteTransfer(new HostMemory()));
            TextModels texts = new TextModels(engine.models(), tokenizers);
            ChatModels chats = new ChatModels(engine.models(), tokenizers);
            engine.onUnload(texts::forget);
            engine.onUnload(chats::forget);
            register(new TokenizerCalls(tokenizers), calls);
            calls.on("embeddings.create", new EmbeddingCalls(engine, texts)::create);
            ExampleCalls examples = new ExampleCalls(texts);
            calls.on("examples.compare", (argument, call) -> examples.compare(argument));
            calls.on("chat.create", new ChatCalls(engine, chats)::create);
            register(new SearchCalls(call -> texts.get(SearchCalls.MODEL, engine.wanted(), call), engine::log), calls);
        });
    }

    private static void register(TokenizerCalls tokens, Dispatcher calls) {
        calls.on("tokenizer.encode", tokens::encode);
        calls.on("tokenizer.decode", tokens::decode);
    }

    private static void register(SearchCalls search, Dispatcher calls) {
        calls.on("search.add", search::add);
        calls.on("search.documents", (argument, call) -> search.documents());
        calls.on("search.remove", (argument, call) -> search.remove(argument));
        calls.on("search.clear", (argument, call) -> search.clear());
        calls.on("search.query", search::query);
        calls.on("search.open", (argument, call) -> search.open(argument));
        calls.on("search.export", (argument, call) -> search.exportAll(argument, call));
        calls.on("search.import", search::importAll);
    }
}
