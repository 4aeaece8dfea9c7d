package dev.nearside.tokenizer;

import java.util.ArrayList;
import java.util.List;

/** A few ids; immutable. */
record Ids(List<Integer> values) {
    static final Ids NONE = new Ids(List.of());

    Ids {
        values = List.copyOf(values);
    }

    int size() {
        return values.size();
    }

    Ids then(Ids next) {
        List<Integer> both = new ArrayList<>(values);
        both.addAll(next.values);
        return new Ids(both);
    }

    void copyTo(int[] ids, int at) {
        for (int i = 0; i < values.size(); i++) {
            ids[at + i] = values.get(i);
        }
    }
}
