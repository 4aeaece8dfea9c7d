package dev.nearside.server.gguf.format;

import dev.nearside.error.InvalidInput;
import dev.nearside.server.gguf.format.HeaderReader.RawTensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds out where tensors lie in the file, and that they lie within it, aligned and apart. */
final class TensorTable {
    private final int alignment;
    private final long fileBytes;

    TensorTable(int alignment, long fileBytes) {
        this.alignment = alignment;
        this.fileBytes = fileBytes;
    }

    /**
     * The tensors with their places.
     *
     * @param headerBytes where the header ends
     * @throws InvalidInput if a tensor cannot be where the header says
     */
    List<TensorInfo> place(List<RawTensor> raw, long headerBytes) {
        long dataStart = (headerBytes + alignment - 1) / alignment * alignment;
        Set<String> names = new HashSet<>();
        List<TensorInfo> tensors = new ArrayList<>();
        for (RawTensor tensor : raw) {
            if (!names.add(tensor.name())) {
                throw new InvalidInput("the file has the tensor '" + tensor.name() + "' twice");
            }
            tensors.add(place(tensor, dataStart));
        }
        requireApart(tensors);
        return tensors;
    }

    private TensorInfo place(RawTensor tensor, long dataStart) {
        String what = "the tensor '" + tensor.name() + "'";
        long bytes = bytes(tensor, what);
        long available = fileBytes - dataStart;
        if (tensor.offset() < 0 || tensor.offset() > available) {
            throw new InvalidInput(what + " starts at byte " + Long.toUnsignedString(tensor.offset())
                    + " of the data, of which the file has " + Math.max(0, available) + "; is it complete?");
        }
        if (tensor.offset() % alignment != 0) {
            throw new InvalidInput(
                    what + " starts at byte " + tensor.offset() + " of the data, which is no multiple of " + alignment);
        }
        if (bytes > available - tensor.offset()) {
            throw new InvalidInput("the file ends before " + what + " does: it needs " + bytes + " bytes, and "
                    + (available - tensor.offset()) + " are there; is it complete?");
        }
        return new TensorInfo(tensor.name(), tensor.type(), tensor.dims(), dataStart + tensor.offset(), bytes);
    }

    private static long bytes(RawTensor tensor, String what) {
        TensorType type = tensor.type();
        long columns = tensor.dims().get(0);
        if (columns % type.blockElements() != 0) {
            throw new InvalidInput(what + " has rows of " + columns + " elements, which is no multiple of the "
                    + type.blockElements() + " in a block of " + type);
        }
        try {
            long bytes = Math.multiplyExact(columns / type.blockElements(), (long) type.blockBytes());
            for (long dim : tensor.dims().subList(1, tensor.dims().size())) {
                bytes = Math.multiplyExact(bytes, dim);
            }
            return bytes;
        } catch (ArithmeticException e) {
            throw new InvalidInput(what + " has the sizes " + tensor.dims() + ", more than any file can hold", e);
        }
    }

    private static void requireApart(List<TensorInfo> tensors) {
        List<TensorInfo> sorted = new ArrayList<>(tensors);
        sorted.sort(Comparator.comparingLong(TensorInfo::offset));
        for (int i = 1; i < sorted.size(); i++) {
            TensorInfo before = sorted.get(i - 1);
            if (before.offset() + before.bytes() > sorted.get(i).offset()) {
                throw new InvalidInput("the tensors '" + before.name() + "' and '"
                        + sorted.get(i).name() + "' overlap");
            }
        }
    }
}
