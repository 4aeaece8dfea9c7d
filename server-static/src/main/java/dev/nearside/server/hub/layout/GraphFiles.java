package dev.nearside.server.hub.layout;

import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.server.hub.transfer.RepositoryListing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The chosen graphs under the names that they have in the model's folder. */
record GraphFiles(Map<String, String> graphs, Map<String, List<String>> externalData) {

    GraphFiles(GraphChoice choice, RepositoryListing listing) {
        this(graphs(choice), externalData(choice, listing));
    }

    /** The graph for that provider. */
    String graph(ExecutionProvider provider) {
        return Objects.requireNonNull(graphs.get(provider.label()), "there is a graph for every provider");
    }

    private static Map<String, String> graphs(GraphChoice choice) {
        Map<String, String> graphs = new LinkedHashMap<>();
        for (ExecutionProvider provider : ExecutionProvider.values()) {
            graphs.put(provider.label(), flat(choice.graph(provider)));
        }
        return graphs;
    }

    private static Map<String, List<String>> externalData(GraphChoice choice, RepositoryListing listing) {
        Map<String, List<String>> data = new LinkedHashMap<>();
        for (String graph : choice.distinct()) {
            List<String> files = GraphChoice.externalData(listing, graph).stream()
                    .map(file -> flat(file.path()))
                    .toList();
            if (!files.isEmpty()) {
                data.put(flat(graph), files);
            }
        }
        return data;
    }

    private static String flat(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
