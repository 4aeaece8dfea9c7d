package dev.nearside.browser.text;

import dev.nearside.browser.js.HostMemory;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.embedding.EmbeddingInput;
import dev.nearside.embedding.Overflow;
import dev.nearside.error.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.typedarrays.Int32Array;

/** What {@code near.embeddings.create} was given, in the shape of OpenAI's API. */
final class EmbeddingRequest {
    private static final String NEEDED =
            "input is a text, an array of texts, an array of token ids, or an array of such arrays; none of them is empty";

    private EmbeddingRequest() {}

    /** The inputs of a request, one at least. */
    static List<EmbeddingInput> inputs(JSObject request, HostMemory memory) {
        JSObject input = JsObjects.get(request, "input");
        JSArrayReader<JSObject> items = input == null ? new JSArray<>() : items(input);
        if (items.getLength() == 0) {
            throw new InvalidInput(NEEDED);
        }
        List<EmbeddingInput> inputs = new ArrayList<>();
        for (int i = 0; i < items.getLength(); i++) {
            JSObject item = items.get(i);
            String text = text(item);
            if (text != null && text.isEmpty()) {
                throw new InvalidInput(NEEDED);
            }
            inputs.add(text == null ? EmbeddingInput.ofTokens(tokens(item, memory)) : EmbeddingInput.ofText(text));
        }
        return inputs;
    }

    /** What to do with inputs that are too long: they are split unless the request says otherwise. */
    static Overflow overflow(JSObject request) {
        if (JsObjects.get(request, "overflow") == null) {
            return Overflow.SPLIT;
        }
        return switch (String.valueOf(JsObjects.text(request, "overflow"))) {
            case "split" -> Overflow.SPLIT;
            case "truncate" -> Overflow.TRUNCATE;
            case "refuse" -> Overflow.REFUSE;
            default -> throw new InvalidInput("overflow is split, truncate or refuse");
        };
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

    /** The numbers of a list. */
    static int[] tokens(@Nullable JSObject ids, HostMemory memory) {
        Int32Array numbers = ids == null ? null : numbers(ids);
        if (numbers == null) {
            throw new InvalidInput("tokens are an array of whole numbers, not empty");
        }
        return memory.copyInts(numbers);
    }

    /** One entry for each vector. */
    @JSBody(
            params = "input",
            script = "if (typeof input === 'string') { return [input]; }"
                    + "if (ArrayBuffer.isView(input) || typeof input[0] === 'number') { return [input]; }"
                    + "return Array.isArray(input) ? input : [];")
    private static native JSArrayReader<JSObject> items(JSObject input);

    @JSBody(params = "item", script = "return typeof item === 'string' ? item : null;")
    private static native @Nullable String text(JSObject item);

    @JSBody(
            params = "ids",
            script = "var list = (Array.isArray(ids) || ArrayBuffer.isView(ids)) && ids.length > 0"
                    + "  && Array.from(ids).every(Number.isInteger);"
                    + "return list ? Int32Array.from(ids) : null;")
    private static native @Nullable Int32Array numbers(JSObject ids);
}
