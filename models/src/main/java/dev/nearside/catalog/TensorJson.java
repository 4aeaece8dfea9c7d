package dev.nearside.catalog;

import dev.nearside.error.InvalidInput;
import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonNumber;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import dev.nearside.tensor.ElementType;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Tensors in JSON: {@code {"type":"float32","dims":[1,2],"base64":"AACAPwAAAEA="}}, the elements in little-endian order.
 * Every element type but string.
 */
public final class TensorJson {
    /** 64 MiB: a golden case is a few kilobytes, and a size out of a file must not exhaust the memory. */
    private static final long MAX_BYTES = 64L << 20;

    private TensorJson() {}

    /**
     * Reads a tensor.
     *
     * @throws InvalidInput if type, dims and bytes do not fit together; the message names the path
     */
    public static HostTensor read(JsonCursor json) {
        ElementType type = readType(json.field("type"));
        if (type == ElementType.STRING) {
            throw json.field("type").error("a tensor of strings has no base64 form");
        }
        JsonCursor dims = json.field("dims");
        long elements = 1;
        List<JsonCursor> axes = dims.items();
        long[] sizes = new long[axes.size()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = axes.get(i).asLong();
            if (sizes[i] < 0 || sizes[i] > MAX_BYTES) {
                throw axes.get(i).error("expected a size from 0 to " + MAX_BYTES + ", found " + sizes[i]);
            }
            elements *= sizes[i];
            if (elements > MAX_BYTES) {
                throw dims.error("more elements than a tensor in JSON may have");
            }
        }
        byte[] bytes = decode(json.field("base64"));
        long needed = (elements * type.bits() + 7) / 8;
        if (bytes.length != needed) {
            throw json.field("base64")
                    .error("a " + type.label() + " tensor of " + elements + " elements takes " + needed + " bytes, not "
                            + bytes.length);
        }
        return LittleEndian.decode(type, Shape.of(sizes), bytes);
    }

    /**
     * Writes a tensor.
     *
     * @throws InvalidInput if it holds strings
     */
    public static JsonObject write(HostTensor tensor) {
        List<JsonValue> dims = new ArrayList<>();
        for (int i = 0; i < tensor.shape().rank(); i++) {
            dims.add(JsonNumber.of(tensor.shape().dim(i)));
        }
        return JsonObject.builder()
                .put("type", tensor.type().label())
                .put("dims", new JsonArray(dims))
                .put("base64", Base64.getEncoder().encodeToString(LittleEndian.encode(tensor)))
                .build();
    }

    static ElementType readType(JsonCursor json) {
        String label = json.asString();
        for (ElementType type : ElementType.values()) {
            if (type.label().equals(label)) {
                return type;
            }
        }
        throw json.error("unknown tensor type '" + label + "'");
    }

    private static byte[] decode(JsonCursor json) {
        try {
            return Base64.getDecoder().decode(json.asString());
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(json.path() + ": not base64", e);
        }
    }
}
