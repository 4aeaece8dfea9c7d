package dev.nearside.server.gguf.format;

import java.util.List;

/** A value of the metadata. */
sealed interface MetadataValue {

    /** What kind of value it is, for messages. */
    String kind();

    /** An integer of any width; unsigned ones of 64 bits keep their bits. */
    record Whole(long value) implements MetadataValue {
        @Override
        public String kind() {
            return "an integer";
        }
    }

    /** A number of 32 or 64 bits. */
    record Real(double value) implements MetadataValue {
        @Override
        public String kind() {
            return "a number";
        }
    }

    /** True or false. */
    record Flag(boolean value) implements MetadataValue {
        @Override
        public String kind() {
            return "a flag";
        }
    }

    /** A string. */
    record Words(String value) implements MetadataValue {
        @Override
        public String kind() {
            return "a string";
        }
    }

    /** An array. */
    record Items(List<MetadataValue> values) implements MetadataValue {
        public Items {
            values = List.copyOf(values);
        }

        @Override
        public String kind() {
            return "an array";
        }
    }
}
