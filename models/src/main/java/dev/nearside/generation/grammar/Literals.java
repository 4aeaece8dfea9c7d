package dev.nearside.generation.grammar;

import dev.nearside.json.Json;
import dev.nearside.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** One of several values, as compact JSON. */
final class Literals implements Form {
    private final List<Utf8Text> texts = new ArrayList<>();
    private final String shortest;

    Literals(List<? extends JsonValue> values) {
        String least = Json.write(values.get(0));
        for (JsonValue value : values) {
            String text = Json.write(value);
            texts.add(new Utf8Text(text));
            least = text.length() < least.length() ? text : least;
        }
        this.shortest = least;
    }

    @Override
    public void begin(int b, Position then, List<Position> out) {
        for (Utf8Text text : texts) {
            Literal.begin(text, b, then, out);
        }
    }

    @Override
    public String shortest(List<Form> open) {
        return shortest;
    }
}
