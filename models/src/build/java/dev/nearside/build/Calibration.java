package dev.nearside.build;

import dev.nearside.catalog.TensorJson;
import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import dev.nearside.json.JsonObject;
import dev.nearside.tensor.HostTensor;
import dev.nearside.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Between which values each channel of a matrix multiplication's input moved when the model ran on sample texts:
 * {@code calibration.json}. An input that is not named is left in float32.
 */
public final class Calibration {
    private final String source;
    private final String target;
    private final Map<String, Range> ranges;

    /** Takes the map over: from graph {@code source} the graph {@code target} is to be made. */
    public Calibration(String source, String target, Map<String, Range> ranges) {
        this.source = source;
        this.target = target;
        this.ranges = ranges;
    }

    /** The lowest and highest value of each channel. */
    public static final class Range {
        private final float[] low;
        private final float[] high;

        /** Takes the arrays over, one element a channel. */
        public Range(float[] low, float[] high) {
            this.low = low;
            this.high = high;
        }

        /** Lets the range of that channel reach to the value. */
        public void widen(int channel, float value) {
            low[channel] = Math.min(low[channel], value);
            high[channel] = Math.max(high[channel], value);
        }

        int channels() {
            return low.length;
        }

        float low(int channel) {
            return low[channel];
        }

        float high(int channel) {
            return high[channel];
        }
    }

    /** The graph that is quantised. */
    public String source() {
        return source;
    }

    /** The file that the quantised graph becomes. */
    public String target() {
        return target;
    }

    /** The range of that tensor; empty if it stays in float32. */
    public Optional<Range> find(String tensor) {
        return Optional.ofNullable(ranges.get(tensor));
    }

    /**
     * Reads the file.
     *
     * @throws dev.nearside.error.InvalidInput if it is broken; the message names the place
     */
    public static Calibration read(String text) {
        JsonCursor json = Json.read(text);
        Map<String, Range> ranges = new LinkedHashMap<>();
        json.field("inputs")
                .fields()
                .forEach((name, range) ->
                        ranges.put(name, new Range(floats(range.field("low")), floats(range.field("high")))));
        return new Calibration(
                json.field("source").asString(), json.field("target").asString(), ranges);
    }

    private static float[] floats(JsonCursor json) {
        return TensorJson.read(json).floats();
    }

    /** The file's text. */
    public String toJson() {
        JsonObject.Builder inputs = JsonObject.builder();
        for (Map.Entry<String, Range> entry : ranges.entrySet()) {
            inputs = inputs.put(
                    entry.getKey(),
                    JsonObject.builder()
                            .put("low", tensor(entry.getValue().low))
                            .put("high", tensor(entry.getValue().high))
                            .build());
        }
        return Json.writeIndented(JsonObject.builder()
                .put("source", source)
                .put("target", target)
                .put("inputs", inputs.build())
                .build());
    }

    private static JsonObject tensor(float[] floats) {
        return TensorJson.write(HostTensor.ofFloats(Shape.of(floats.length), floats));
    }
}
