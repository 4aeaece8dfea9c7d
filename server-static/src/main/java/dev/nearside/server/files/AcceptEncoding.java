package dev.nearside.server.files;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Chooses among the encodings that a file has (RFC 9110, 12.5.3). */
final class AcceptEncoding {
    private AcceptEncoding() {}

    /**
     * The encoding that the client wants most.
     *
     * @param header the client's {@code Accept-Encoding}, for example {@code gzip;q=0.5, br}
     * @param available codings in the order that settles a draw, the smallest file first
     * @return empty for the file as it is
     */
    static Optional<String> choose(String header, List<String> available) {
        Map<String, Double> weights = weights(header);
        double any = weights.getOrDefault("*", 0.0);
        // Not named, the plain file is only what is left over; named, it competes by its weight.
        double best = weights.getOrDefault("identity", 0.0);
        Optional<String> chosen = Optional.empty();
        for (String coding : available) {
            double weight = weights.getOrDefault(coding, any);
            if (weight > best || (weight == best && weight > 0 && chosen.isEmpty())) {
                best = weight;
                chosen = Optional.of(coding);
            }
        }
        return chosen;
    }

    private static Map<String, Double> weights(String header) {
        Map<String, Double> weights = new HashMap<>();
        for (String item : header.split(",", -1)) {
            String[] parts = item.split(";", -1);
            double weight = 1;
            for (int i = 1; i < parts.length; i++) {
                String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
                if (parameter.startsWith("q=")) {
                    weight = weight(parameter.substring(2));
                }
            }
            weights.put(parts[0].strip().toLowerCase(Locale.ROOT), weight);
        }
        return weights;
    }

    /** A weight that is none counts as a refusal: the plain file is always understood. */
    private static double weight(String text) {
        return text.matches("0(\\.\\d{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(text) : 0;
    }
}
