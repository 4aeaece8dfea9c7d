package dev.nearside.server.gguf.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.nearside.server.gguf.weights.SymmetricBlocks;
import dev.nearside.server.gguf.weights.WeightMatrix;
import java.io.IOException;
import java.util.List;

/**
 * Weights in blocks of 32 with a scale in half precision each, multiplied by {@code MatMulNBits}. Four bits where the file
 * has such blocks without a minimum, else eight. A table that is the output layer too is stored once.
 */
final class BlockWeights implements WeightFormat {
    private static final int BLOCK = SymmetricBlocks.BLOCK;
    /** Lets the CPU multiply in eight bits; without it, it would make floats of the weights at every call. */
    private static final int ACCURACY_LEVEL = 4;

    private final OnnxGraph graph;

    BlockWeights(OnnxGraph graph) {
        this.graph = graph;
    }

    @Override
    public boolean stacks() {
        return false;
    }

    @Override
    public boolean keepsScores() {
        return false;
    }

    /** How many bytes a matrix takes. */
    static long bytes(WeightMatrix matrix) {
        long elements = (long) matrix.rows() * matrix.columns();
        return elements * new SymmetricBlocks(matrix).bits() / 8 + elements / BLOCK * Short.BYTES;
    }

    @Override
    public String lookUp(String ids, WeightMatrix table) throws IOException {
        int bits = store(table);
        String blocks = graph.add(Operator.contrib("GatherBlockQuantized")
                .inputs(codes(table), ids, scales(table))
                .outputs("token_blocks")
                .with("bits", bits)
                .with("block_size", BLOCK)
                .with("gather_axis", 0)
                .with("quantize_axis", 2));
        String dims = graph.longs("token_dims", List.of(3L), 0, 0, table.columns());
        return graph.add(Operator.of("Reshape").inputs(blocks, dims).outputs("tokens"));
    }

    @Override
    public String multiply(String input, List<WeightMatrix> matrices, String output) throws IOException {
        WeightMatrix matrix = matrices.get(0);
        int bits = store(matrix);
        String scales = scales(matrix) + "_2d";
        long blocks = matrix.columns() / BLOCK;
        String dims = graph.longs(scales + "_dims", List.of(2L), matrix.rows(), blocks);
        return graph.add(Operator.contrib("MatMulNBits")
                .inputs(
                        input,
                        codes(matrix),
                        graph.add(Operator.of("Reshape")
                                .inputs(scales(matrix), dims)
                                .outputs(scales)))
                .outputs(output)
                .with("K", matrix.columns())
                .with("N", matrix.rows())
                .with("bits", bits)
                .with("block_size", BLOCK)
                .with("accuracy_level", ACCURACY_LEVEL));
    }

    @Override
    public String silu(String input, String output) {
        String logistic = graph.add(Operator.of("Sigmoid").inputs(input).outputs(input + "_sigmoid"));
        return graph.add(Operator.of("Mul").inputs(input, logistic).outputs(output));
    }

    private static String codes(WeightMatrix matrix) {
        return matrix.name() + "_codes";
    }

    private static String scales(WeightMatrix matrix) {
        return matrix.name() + "_scales";
    }

    /** Writes a matrix unless it is there already, and says how many bits its codes have. */
    private int store(WeightMatrix matrix) throws IOException {
        SymmetricBlocks source = new SymmetricBlocks(matrix);
        int bits = source.bits();
        if (graph.hasConstant(codes(matrix))) {
            return bits;
        }
        int blocks = matrix.columns() / BLOCK;
        byte[] halves = new byte[Math.multiplyExact(matrix.rows(), blocks * Short.BYTES)];
        List<Long> dims = List.of((long) matrix.rows(), (long) blocks, (long) BLOCK * bits / 8);
        graph.external(OnnxGraph.tensor(codes(matrix), TensorProto.DataType.UINT8, dims), out -> {
            byte[] codes = new byte[matrix.columns()];
            short[] scales = new short[blocks];
            for (int row = 0; row < matrix.rows(); row++) {
                source.read(row, codes, scales);
                out.write(codes, 0, bits == 4 ? packPairs(codes) : addOffset(codes));
                for (int block = 0; block < blocks; block++) {
                    int at = (row * blocks + block) * Short.BYTES;
                    halves[at] = (byte) scales[block];
                    halves[at + 1] = (byte) (scales[block] >> 8);
                }
            }
        });
        String stored = matrix.name() + "_halves";
        graph.external(
                OnnxGraph.tensor(
                        stored, TensorProto.DataType.FLOAT16, List.of((long) matrix.rows(), (long) blocks, 1L)),
                out -> out.write(halves));
        graph.place(Operator.of("Cast")
                .inputs(stored)
                .outputs(scales(matrix))
                .with("to", TensorProto.DataType.FLOAT.getNumber()));
        return bits;
    }

    /** Two codes a byte, the even column low, 8 standing for 0; returns how many bytes that are. */
    private static int packPairs(byte[] codes) {
        for (int i = 0; i < codes.length; i += 2) {
            codes[i / 2] = (byte) ((codes[i] + 8) | (codes[i + 1] + 8) << 4);
        }
        return codes.length / 2;
    }

    /** 128 standing for 0; returns how many bytes that are. */
    private static int addOffset(byte[] codes) {
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) (codes[i] + 128);
        }
        return codes.length;
    }
}
