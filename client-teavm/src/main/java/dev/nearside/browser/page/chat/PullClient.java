package dev.nearside.browser.page.chat;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** Has the server install a model: {@code POST /api/pull}, and what it tells of it as server-sent events. */
final class PullClient {
    private PullClient() {}

    /**
     * Starts a pull, or joins the one that is under way.
     *
     * @param told each state: {@code {id, state, source, file, doneBytes, totalBytes, note, error}}
     * @return the last state; rejected if the server cannot be asked
     */
    @JSBody(
            params = {"model", "told"},
            script = "function refused(response) {"
                    + "  return response.json().catch(function() { return {}; }).then(function(answer) {"
                    + "    throw new Error(response.status === 404 || response.status === 405"
                    + "      ? 'this server cannot fetch models'"
                    + "      : answer.error && answer.error.message || 'the server answered ' + response.status);"
                    + "  });"
                    + "}"
                    + "function lines(reader) {"
                    + "  var decoder = new TextDecoder(), rest = '', last = null;"
                    + "  function next(part) {"
                    + "    if (part.done) {"
                    + "      if (!last || !/^(installed|failed|cancelled)$/.test(last.state)) {"
                    + "        throw new Error('the server stopped telling how far it is; try again to go on');"
                    + "      }"
                    + "      return last;"
                    + "    }"
                    + "    rest += decoder.decode(part.value, {stream: true});"
                    + "    var events = rest.split('\\n\\n');"
                    + "    rest = events.pop();"
                    + "    events.forEach(function(event) {"
                    + "      if (event.startsWith('data: ')) { last = JSON.parse(event.slice(6)); told(last); }"
                    + "    });"
                    + "    return reader.read().then(next);"
                    + "  }"
                    + "  return reader.read().then(next);"
                    + "}"
                    + "return fetch('/api/pull', {"
                    + "  method: 'POST', credentials: 'same-origin', headers: {'Content-Type': 'application/json'},"
                    + "  body: JSON.stringify({model: model})"
                    + "}).then(function(response) {"
                    + "  return response.ok ? response.json() : refused(response);"
                    + "}).then(function(state) {"
                    + "  told(state);"
                    + "  return fetch('/api/pull/' + encodeURIComponent(state.id), {credentials: 'same-origin'});"
                    + "}).then(function(response) {"
                    + "  return response.ok ? lines(response.body.getReader()) : refused(response);"
                    + "});")
    static native JSPromise<JSObject> pull(String model, Told told);

    /** Stops a pull; what it has fetched stays, for the next one to go on from. */
    @JSBody(
            params = "model",
            script =
                    "return fetch('/api/pull/' + encodeURIComponent(model), {method: 'DELETE', credentials: 'same-origin'});")
    static native JSPromise<JSObject> cancel(String model);

    /** Told how far a pull is. */
    @JSFunctor
    interface Told extends JSObject {
        void state(JSObject state);
    }
}
