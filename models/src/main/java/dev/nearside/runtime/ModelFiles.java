package dev.nearside.runtime;

import java.util.List;

/**
 * The files of a model that a session is made from. The runtime finds and verifies them in its own store, so that no
 * pipeline touches weights.
 *
 * @param modelId id in the catalog, for example {@code digits}
 * @param graph path of the ONNX file within the model, for example {@code digits.onnx}
 * @param externalData paths of the files that hold the graph's external data; empty if there are none
 */
public record ModelFiles(String modelId, String graph, List<String> externalData) {
    public ModelFiles {
        externalData = List.copyOf(externalData);
    }
}
