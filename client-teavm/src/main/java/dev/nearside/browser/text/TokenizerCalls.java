package dev.nearside.browser.text;

import dev.nearside.browser.engine.Engine;
import dev.nearside.browser.js.HostMemory;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.rpc.Call;
import dev.nearside.error.InvalidInput;
import dev.nearside.tokenizer.Encoding;
import dev.nearside.tokenizer.Tokenizer;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** Shows how a model reads text: {@code near.tokenizer}. */
final class TokenizerCalls {
    private final HostMemory memory = new HostMemory();
    private final ModelTokenizers tokenizers;

    TokenizerCalls(ModelTokenizers tokenizers) {
        this.tokenizers = tokenizers;
    }

    /** {@code {model, input, add_special_tokens}} to {@code {ids, offsets, tokens, timings: {encode}}}. */
    JSObject encode(JSObject request, Call call) {
        String text = JsObjects.text(request, "input");
        if (text == null) {
            throw new InvalidInput("input is a text");
        }
        Tokenizer tokenizer = tokenizers.get(Engine.modelId(request), call);
        boolean special = flag(request, "add_special_tokens");
        double start = JsObjects.now();
        Encoding encoding = tokenizer.encode(text, special);
        double millis = JsObjects.now() - start;
        int[] spans = new int[2 * encoding.size()];
        String[] tokens = new String[encoding.size()];
        for (int i = 0; i < tokens.length; i++) {
            spans[2 * i] = encoding.start(i);
            spans[2 * i + 1] = encoding.end(i);
            tokens[i] = tokenizer.tokenOf(encoding.id(i)).orElse("");
        }
        JSObject answer = encoded(encoding.copyIds(), spans, tokens);
        JSObject timings = JsObjects.create();
        JsObjects.set(timings, "encode", millis);
        JsObjects.set(answer, "timings", timings);
        return answer;
    }

    /** {@code {model, ids, skip_special_tokens}} to {@code {text}}. */
    JSObject decode(JSObject request, Call call) {
        int[] ids = EmbeddingRequest.tokens(JsObjects.get(request, "ids"), memory);
        Tokenizer tokenizer = tokenizers.get(Engine.modelId(request), call);
        JSObject answer = JsObjects.create();
        JsObjects.set(answer, "text", tokenizer.decode(ids, flag(request, "skip_special_tokens")));
        return answer;
    }

    /** True unless it is false. */
    private static boolean flag(JSObject request, String name) {
        return JsObjects.get(request, name) == null || JsObjects.flag(request, name);
    }

    @JSBody(
            params = {"ids", "spans", "tokens"},
            script = "return {"
                    + "  ids: Array.from(ids),"
                    + "  offsets: Array.from(ids, function(_, i) { return [spans[2 * i], spans[2 * i + 1]]; }),"
                    + "  tokens: tokens"
                    + "};")
    private static native JSObject encoded(int[] ids, int[] spans, String[] tokens);
}
