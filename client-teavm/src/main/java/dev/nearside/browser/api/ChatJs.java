package dev.nearside.browser.api;

import dev.nearside.browser.js.AbortController;
import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.error.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** {@code near.chat} in JavaScript. */
final class ChatJs {
    private ChatJs() {}

    static JSObject facade(Chat chat) {
        return assemble(
                (request, options) -> CallOptions.guarded(() ->
                        chat.complete(checked(request), CallOptions.progress(options), CallOptions.signal(options))),
                (request, options, chunks, controller) -> CallOptions.guarded(() -> {
                    AbortSignal signal = CallOptions.signal(options);
                    if (signal != null) {
                        AbortSignal.onAbort(signal, controller::abort);
                    }
                    return chat.stream(
                            checked(request),
                            chunk -> CallOptions.call(chunks, chunk),
                            CallOptions.progress(options),
                            controller.getSignal());
                }));
    }

    private static JSObject checked(@Nullable JSObject request) {
        if (request == null || JsObjects.get(request, "messages") == null) {
            throw new InvalidInput("chat.completions.create takes {model, messages}");
        }
        return request;
    }

    /**
     * A stream is promised once its first chunk is there, so that what is wrong with a request rejects the call itself.
     * Its chunks wait until they are asked for. Who leaves the loop early aborts the answer.
     */
    @JSBody(
            params = {"complete", "stream"},
            script = "function streaming(request, options) {"
                    + "  var chunks = [], waiting = [], over = false, failure = null, opened, refused;"
                    + "  var controller = new AbortController();"
                    + "  var opening = new Promise(function(resolve, reject) { opened = resolve; refused = reject; });"
                    + "  function step() {"
                    + "    if (chunks.length) { return Promise.resolve({value: chunks.shift(), done: false}); }"
                    + "    if (failure) { var e = failure; failure = null; return Promise.reject(e); }"
                    + "    return over ? Promise.resolve({value: undefined, done: true}) : null;"
                    + "  }"
                    + "  function serve() {"
                    + "    for (var next; waiting.length && (next = step());) { waiting.shift()(next); }"
                    + "  }"
                    + "  var iterator = {"
                    + "    controller: controller,"
                    + "    next: function() {"
                    + "      return (!waiting.length && step()) || new Promise(function(go) { waiting.push(go); });"
                    + "    },"
                    + "    return: function(value) {"
                    + "      chunks = []; failure = null; over = true; controller.abort(); serve();"
                    + "      return Promise.resolve({value: value, done: true});"
                    + "    }"
                    + "  };"
                    + "  iterator[Symbol.asyncIterator] = function() { return iterator; };"
                    + "  stream(request, options, function(chunk) {"
                    + "    if (!over) { chunks.push(chunk); opened(iterator); serve(); }"
                    + "  }, controller).then(function() {"
                    + "    over = true; opened(iterator); serve();"
                    + "  }, function(e) {"
                    + "    if (!over) { failure = e; over = true; }"
                    + "    refused(e); serve();"
                    + "  });"
                    // for await takes the promise too.
                    + "  opening[Symbol.asyncIterator] = function() {"
                    + "    return {"
                    + "      next: function() { return opening.then(function() { return iterator.next(); }); },"
                    + "      return: iterator.return"
                    + "    };"
                    + "  };"
                    + "  return opening;"
                    + "}"
                    + "return {completions: {create: function(request, options) {"
                    + "  var answer = request && request.stream ? streaming : complete;"
                    + "  return answer(request || null, options || null);"
                    + "}}};")
    private static native JSObject assemble(Ask complete, AskStreaming stream);

    @JSFunctor
    private interface Ask extends JSObject {
        JSPromise<JSObject> ask(@Nullable JSObject request, @Nullable JSObject options);
    }

    @JSFunctor
    private interface AskStreaming extends JSObject {
        /** @param chunks a function: as a functor it could not be handed back to JavaScript */
        JSPromise<JSObject> ask(
                @Nullable JSObject request, @Nullable JSObject options, JSObject chunks, AbortController controller);
    }
}
