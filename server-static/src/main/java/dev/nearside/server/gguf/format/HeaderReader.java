package dev.nearside.server.gguf.format;

import dev.nearside.error.InvalidInput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a header. Nothing in it is believed: a number is checked against what the file can hold before it is used. */
final class HeaderReader {
    private static final int MAGIC = 0x46554747;
    private static final int DEFAULT_ALIGNMENT = 32;
    private static final int LARGEST_ALIGNMENT = 1 << 20;
    private static final int LONGEST_KEY = 65_535;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_STRING = 1 << 24;
    /** Of all arrays together. */
    private static final int MOST_ITEMS = 1 << 22;

    private static final int MOST_DIMS = 4;
    /** A key's length, its type and one byte. */
    private static final int SMALLEST_ENTRY = 8 + 4 + 1;
    /** A name's length, the number of sizes, one size, type and offset. */
    private static final int SMALLEST_TENSOR = 8 + 4 + 8 + 4 + 8;

    private final HeaderCursor in;
    private final long fileBytes;
    private int items;

    private HeaderReader(ByteBuffer bytes, long fileBytes) {
        this.in = new HeaderCursor(bytes);
        this.fileBytes = fileBytes;
    }

    /** What a header says. */
    record Header(int version, Metadata metadata, List<TensorInfo> tensors) {}

    /**
     * Reads and checks a header.
     *
     * @param bytes the file's beginning, as long as a header may be
     * @param fileBytes the whole file's length
     * @throws InvalidInput if anything in it is wrong; the message says what
     */
    static Header read(ByteBuffer bytes, long fileBytes) {
        return new HeaderReader(bytes, fileBytes).header();
    }

    private Header header() {
        int magic = in.int32("its magic number");
        if (magic != MAGIC) {
            throw new InvalidInput("this is no GGUF file: it starts with "
                    + String.format("%08x", Integer.reverseBytes(magic)) + " where GGUF has 47475546");
        }
        int version = in.int32("its version");
        if (version != 0 && (version & 0xffff) == 0) {
            throw new InvalidInput("the file is a big-endian GGUF file, which is not supported");
        }
        if (version != 2 && version != 3) {
            throw new InvalidInput("the file is of GGUF version " + Integer.toUnsignedString(version)
                    + "; versions 2 and 3 can be read");
        }
        int tensorCount = in.count("tensors", SMALLEST_TENSOR);
        int entries = in.count("entries of metadata", SMALLEST_ENTRY);
        Map<String, MetadataValue> values = new LinkedHashMap<>();
        for (int i = 0; i < entries; i++) {
            String key = in.string("the key of metadata entry " + i, LONGEST_KEY);
            if (values.put(key, value(key, in.int32("the type of '" + key + "'"))) != null) {
                throw new InvalidInput("the metadata has '" + key + "' twice");
            }
        }
        Metadata metadata = new Metadata(values);
        List<RawTensor> tensors = new ArrayList<>();
        for (int i = 0; i < tensorCount; i++) {
            tensors.add(tensor(i));
        }
        return new Header(
                version, metadata, new TensorTable(alignment(metadata), fileBytes).place(tensors, in.position()));
    }

    private MetadataValue value(String key, int type) {
        String what = "the value of '" + key + "'";
        return switch (type) {
            case 0 -> new MetadataValue.Whole(in.int8(what) & 0xff);
            case 1 -> new MetadataValue.Whole(in.int8(what));
            case 2 -> new MetadataValue.Whole(in.int16(what) & 0xffff);
            case 3 -> new MetadataValue.Whole(in.int16(what));
            case 4 -> new MetadataValue.Whole(Integer.toUnsignedLong(in.int32(what)));
            case 5 -> new MetadataValue.Whole(in.int32(what));
            case 6 -> new MetadataValue.Real(Float.intBitsToFloat(in.int32(what)));
            case 7 -> flag(in.int8(what), what);
            case 8 -> new MetadataValue.Words(in.string(what, LONGEST_STRING));
            case 9 -> array(key);
            case 10, 11 -> new MetadataValue.Whole(in.int64(what));
            case 12 -> new MetadataValue.Real(Double.longBitsToDouble(in.int64(what)));
            default ->
                throw new InvalidInput(
                        "'" + key + "' in the metadata is of the unknown type " + Integer.toUnsignedString(type));
        };
    }

    private static MetadataValue flag(byte value, String what) {
        if (value != 0 && value != 1) {
            throw new InvalidInput(what + " is a flag with the value " + value + "; 0 and 1 are allowed");
        }
        return new MetadataValue.Flag(value == 1);
    }

    private MetadataValue array(String key) {
        int type = in.int32("the type of the items of '" + key + "'");
        if (type == 9) {
            throw new InvalidInput("'" + key + "' in the metadata is an array of arrays, which no model here needs");
        }
        int count = in.count("items of '" + key + "'", type == 8 ? 8 : 1);
        if (count > MOST_ITEMS - items) {
            throw new InvalidInput("the metadata has more than " + MOST_ITEMS + " array items, " + count
                    + " of them in '" + key + "'");
        }
        items += count;
        List<MetadataValue> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(value(key, type));
        }
        return new MetadataValue.Items(values);
    }

    private static int alignment(Metadata metadata) {
        long alignment = metadata.whole("general.alignment").orElse((long) DEFAULT_ALIGNMENT);
        if (alignment < 1 || alignment > LARGEST_ALIGNMENT || Long.bitCount(alignment) != 1) {
            throw new InvalidInput("general.alignment is " + alignment + "; powers of two up to " + LARGEST_ALIGNMENT
                    + " are allowed");
        }
        return (int) alignment;
    }

    /** A tensor as the header has it, its offset from the start of the data. */
    record RawTensor(String name, TensorType type, List<Long> dims, long offset) {}

    private RawTensor tensor(int index) {
        String name = in.string("the name of tensor " + index, LONGEST_NAME);
        String what = "the tensor '" + name + "'";
        int count = in.int32("the number of sizes of " + what);
        if (count < 1 || count > MOST_DIMS) {
            throw new InvalidInput(
                    what + " has " + Integer.toUnsignedString(count) + " sizes; 1 to " + MOST_DIMS + " are allowed");
        }
        List<Long> dims = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long dim = in.int64("the sizes of " + what);
            if (dim < 1) {
                throw new InvalidInput(what + " has the size " + Long.toUnsignedString(dim));
            }
            dims.add(dim);
        }
        TensorType type = TensorType.of(in.int32("the type of " + what), name);
        return new RawTensor(name, type, dims, in.int64("the offset of " + what));
    }
}
