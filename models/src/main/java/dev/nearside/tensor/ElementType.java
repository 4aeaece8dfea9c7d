package dev.nearside.tensor;

import dev.nearside.error.InvalidInput;

/** The element types of ONNX tensors, by the names that ONNX Runtime Web gives them. */
public enum ElementType {
    FLOAT32("float32", 32),
    FLOAT16("float16", 16),
    FLOAT64("float64", 64),
    INT8("int8", 8),
    UINT8("uint8", 8),
    INT16("int16", 16),
    UINT16("uint16", 16),
    INT32("int32", 32),
    UINT32("uint32", 32),
    INT64("int64", 64),
    UINT64("uint64", 64),
    INT4("int4", 4),
    UINT4("uint4", 4),
    BOOL("bool", 8),
    STRING("string", 0);

    private final String label;
    private final int bits;

    ElementType(String label, int bits) {
        this.label = label;
        this.bits = bits;
    }

    /** The name as it stands in manifests and in the JavaScript API, for example {@code float32}. */
    public String label() {
        return label;
    }

    /** Size of one element in bits; 0 for {@link #STRING}, whose elements differ in size. */
    public int bits() {
        return bits;
    }

    /**
     * The type of that name.
     *
     * @throws InvalidInput if there is none
     */
    public static ElementType ofLabel(String label) {
        for (ElementType type : values()) {
            if (type.label.equals(label)) {
                return type;
            }
        }
        throw new InvalidInput("unknown tensor type '" + label + "'; use one of float32, float16, int64, uint8, …");
    }
}
