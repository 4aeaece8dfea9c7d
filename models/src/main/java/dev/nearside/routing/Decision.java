package dev.nearside.routing;

import dev.nearside.json.JsonArray;
import dev.nearside.json.JsonNull;
import dev.nearside.json.JsonObject;
import dev.nearside.json.JsonValue;
import dev.nearside.routing.Considered.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a request is answered, and why; or why it is not.
 *
 * @param considered every target in the order of preference, each with its verdict; at most one is chosen
 * @param refusal why nobody answers; null if one is chosen
 * @param message why, in one sentence for people; it holds nothing of the messages
 * @param basis what it rests on
 */
public record Decision(
        List<Considered> considered, @Nullable Refusal refusal, String message, Basis basis) {
    /** Who answers: {@code tab}, {@code jvm} or an upstream's name. */
    public static final String BACKEND_HEADER = "X-Nearside-Backend";

    /** With which model. */
    public static final String MODEL_HEADER = "X-Nearside-Model";

    /** Why, as {@code label: message}. */
    public static final String REASON_HEADER = "X-Nearside-Reason";

    private static final int LONGEST_HEADER = 300;

    public Decision {
        considered = List.copyOf(considered);
    }

    /** Who answers; empty if the request is refused. */
    public Optional<Considered> chosen() {
        return considered.stream()
                .filter(one -> one.verdict() == Verdict.CHOSEN)
                .findFirst();
    }

    /** Those who may answer if the chosen one fails, best first. All lie in the same pool. */
    public List<Target> fallbacks() {
        return considered.stream()
                .filter(one -> one.verdict() == Verdict.FALLBACK)
                .map(Considered::target)
                .toList();
    }

    /**
     * The attempts at answering, chosen target first.
     *
     * @param deadlineMillis when all of them have to be done, on the clock that {@link Attempts#after} is told of
     * @throws IllegalStateException if the request is refused
     */
    public Attempts attempts(long deadlineMillis) {
        List<Target> targets = new ArrayList<>();
        targets.add(
                chosen().orElseThrow(() -> new IllegalStateException(message)).target());
        targets.addAll(fallbacks());
        return new Attempts(targets, deadlineMillis);
    }

    /** The headers of the answer, in ASCII and each on one line. Without a chosen target only the reason. */
    public Map<String, String> headers() {
        String why = label() + ": " + message;
        return chosen().map(one -> headers(one.target(), why)).orElseGet(() -> {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put(REASON_HEADER, headerText(why));
            return headers;
        });
    }

    /** The headers of an answer of that target, which may be a fallback, for that reason. */
    public static Map<String, String> headers(Target target, String why) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(BACKEND_HEADER, headerText(target.backend()));
        headers.put(MODEL_HEADER, headerText(target.model()));
        headers.put(REASON_HEADER, headerText(why));
        return headers;
    }

    /** Why, for programs: the label of the chosen one's reason, or the refusal's code. */
    public String label() {
        return refusal != null
                ? refusal.kind().code()
                : chosen().map(one -> one.reason().label()).orElse("");
    }

    private static String headerText(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < Math.min(LONGEST_HEADER, text.length()); i++) {
            char c = text.charAt(i);
            plain.append(c >= ' ' && c < 127 ? c : '?');
        }
        return plain.toString();
    }

    /**
     * What {@code POST /v1/route/explain} answers: {@code chosen} ({@code backend}, {@code model}, {@code place},
     * {@code cost}; null if refused), {@code reason}, {@code message}, {@code refusal} ({@code status}, {@code code}; null if not
     * refused), {@code policy}, {@code pool}, {@code privacy}, {@code task}, {@code rule}, {@code promptTokens},
     * {@code answerTokens}, {@code considered}.
     */
    public JsonObject toJson() {
        List<JsonValue> all = new ArrayList<>();
        considered.forEach(one -> all.add(one.toJson()));
        return basis.toJson()
                .put("chosen", chosen().map(Decision::chosenJson).orElse(JsonNull.NULL))
                .put("reason", label())
                .put("message", message)
                .put("refusal", refusalJson())
                .put("considered", new JsonArray(all))
                .build();
    }

    private static JsonValue chosenJson(Considered one) {
        return JsonObject.builder()
                .put("backend", one.target().backend())
                .put("model", one.target().model())
                .put("place", one.target().place().label())
                .put("cost", one.costJson())
                .build();
    }

    private JsonValue refusalJson() {
        return refusal == null
                ? JsonNull.NULL
                : JsonObject.builder()
                        .put("status", refusal.kind().status())
                        .put("code", refusal.kind().code())
                        .build();
    }
}
