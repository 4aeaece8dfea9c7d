package dev.nearside.browser.api;

import dev.nearside.browser.js.AbortSignal;
import dev.nearside.browser.rpc.Connection;
import dev.nearside.browser.rpc.PendingCall;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** Vectors of texts, in OpenAI's shape, and the tokens that they are made of: {@code near.embeddings}, {@code near.tokenizer}. */
public final class Embeddings {
    private final Connection connection;

    Embeddings(Connection connection) {
        this.connection = connection;
    }

    /**
     * Embeds texts.
     *
     * @param request {@code {model, input, encoding_format, dimensions, overflow, provider}} as {@code POST /v1/embeddings} takes
     *     it: {@code input} is a text, an array of texts, an array of token ids, or an array of such arrays
     * @param progress told of the model's loading {@code {model, file, loaded, total}} and of the work {@code {done, total}}, in tokens
     * @return {@code {object: "list", data: [{object: "embedding", index, embedding}], model, usage: {prompt_tokens,
     *     total_tokens}, provider, providerReason, fallback, timings: {load, embed}}}
     */
    public JSPromise<JSObject> create(
            JSObject request, PendingCall.@Nullable Progress progress, @Nullable AbortSignal signal) {
        return answer(request, connection.call("embeddings.create", request, progress, signal));
    }

    /** The tokens of a text: {@code request} is {@code {model, input, add_special_tokens}}, the answer {@code {ids, offsets, tokens, timings: {encode}}}. */
    public JSPromise<JSObject> encode(JSObject request, @Nullable AbortSignal signal) {
        return connection.call("tokenizer.encode", request, null, signal);
    }

    /** The text of tokens: {@code request} is {@code {model, ids, skip_special_tokens}}, the answer {@code {text}}. */
    public JSPromise<JSObject> decode(JSObject request, @Nullable AbortSignal signal) {
        return connection.call("tokenizer.decode", request, null, signal);
    }

    /** The engine answers with all vectors in one array of 32-bit floats, which crosses over without a copy. */
    @JSBody(
            params = {"request", "answering"},
            script = "return answering.then(function(answer) {"
                    + "  var vectors = answer.vectors, size = answer.dimensions, data = [];"
                    + "  delete answer.vectors; delete answer.dimensions;"
                    + "  for (var i = 0; i * size < vectors.length; i++) {"
                    + "    var one = vectors.subarray(i * size, (i + 1) * size), embedding;"
                    + "    if (request.encoding_format === 'base64') {"
                    + "      embedding = btoa(String.fromCharCode.apply(null, new Uint8Array("
                    + "        one.buffer, one.byteOffset, one.byteLength)));"
                    + "    } else {"
                    + "      embedding = Array.from(one);"
                    + "    }"
                    + "    data.push({object: 'embedding', index: i, embedding: embedding});"
                    + "  }"
                    + "  return Object.assign({object: 'list', data: data}, answer);"
                    + "});")
    private static native JSPromise<JSObject> answer(JSObject request, JSPromise<JSObject> answering);
}
