package dev.nearside.browser.engine;

import dev.nearside.browser.js.HostMemory;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.embedding.EmbeddingInput;
import dev.nearside.error.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Int32Array;

/** What {@code near.embeddings.create} was given, in the shape of OpenAI's API. */
final class EmbeddingRequest {
    private static final String NEEDED =
            "input is a text, an array of texts, an array of token ids, or an array of such arrays; none may be empty";

    private EmbeddingRequest() {}

    /** The inputs of a request, one at least. */
    static List<EmbeddingInput> inputs(JSObject request, HostMemory memory) {
        JSObject input = JsObjects.get(request, "input");
        if (input == null) {
            throw new InvalidInput(NEEDED);
        }
        List<EmbeddingInput> inputs = new ArrayList<>();
        switch (kind(input)) {
            case "texts" -> {
                for (String text : texts(input)) {
                    inputs.add(EmbeddingInput.ofText(text));
                }
            }
            case "tokens" -> {
                int count = lists(input);
                for (int i = 0; i < count; i++) {
                    inputs.add(EmbeddingInput.ofTokens(memory.copyInts(list(input, i))));
                }
            }
            default -> throw new InvalidInput(NEEDED);
        }
        return inputs;
    }

    /** Refuses what the answer cannot be given in. */
    static void check(JSObject request, int dimensions) {
        JSObject format = JsObjects.get(request, "encoding_format");
        String name = JsObjects.text(request, "encoding_format");
        if (format != null && !"float".equals(name) && !"base64".equals(name)) {
            throw new InvalidInput("encoding_format is float or base64");
        }
        JSObject wanted = JsObjects.get(request, "dimensions");
        if (wanted != null && JsObjects.number(request, "dimensions", 0) != dimensions) {
            throw new InvalidInput("the model has " + dimensions + " dimensions and was not trained for fewer");
        }
    }

    /** {@code texts} for one or more, {@code tokens} for a list of ids or more, else {@code nothing}. */
    @JSBody(
            params = "input",
            script = "function isText(v) { return typeof v === 'string' && v !== ''; }"
                    + "function isTokens(v) {"
                    + "  return (Array.isArray(v) || v instanceof Int32Array) && v.length > 0 && v.every(Number.isInteger);"
                    + "}"
                    + "if (isText(input)) { return 'texts'; }"
                    + "if (isTokens(input)) { return 'tokens'; }"
                    + "if (!Array.isArray(input) || input.length === 0) { return 'nothing'; }"
                    + "return input.every(isText) ? 'texts' : input.every(isTokens) ? 'tokens' : 'nothing';")
    private static native String kind(JSObject input);

    @JSBody(params = "input", script = "return typeof input === 'string' ? [input] : input;")
    private static native String[] texts(JSObject input);

    @JSBody(params = "input", script = "return typeof input[0] === 'number' ? 1 : input.length;")
    private static native int lists(JSObject input);

    @JSBody(
            params = {"input", "index"},
            script = "return Int32Array.from(typeof input[0] === 'number' ? input : input[index]);")
    private static native Int32Array list(JSObject input, int index);

    /** The numbers of a list, for {@code tokenizer.decode}. */
    static int[] tokens(@Nullable JSObject ids, HostMemory memory) {
        if (ids == null || !kind(ids).equals("tokens")) {
            throw new InvalidInput("ids is an array of token ids");
        }
        return memory.copyInts(list(ids, 0));
    }
}
