package dev.nearside.retrieval;

import dev.nearside.error.InvalidInput;
import dev.nearside.error.NearsideException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One indexed document as bytes, to be stored as one record; records one after the other, with nothing between, are the
 * exported form of a whole collection.
 *
 * <p>A record is: the letters {@code NSD1}; the length of the payload and its CRC-32, four bytes each, little-endian; the
 * payload: id, name, type, text, sections, page starts, blocks, chunks, provenance, vectors. Numbers take seven bits a
 * byte, places are written as distances from the one before, strings are UTF-8 after their length.
 */
public final class IndexedDocumentFormat {
    private static final byte[] MAGIC = {'N', 'S', 'D', '1'};
    private static final int HEADER = 12;

    private IndexedDocumentFormat() {}

    public static byte[] write(IndexedDocument indexed) {
        RecordWriter out = new RecordWriter();
        out.putBytes(MAGIC);
        out.putInt(0);
        out.putInt(0);
        out.putString(indexed.id());
        writeDocument(out, indexed.document());
        int last = 0;
        out.putCount(indexed.chunks().size());
        for (Chunk chunk : indexed.chunks()) {
            out.putCount(chunk.start() - last);
            out.putCount(chunk.end() - chunk.start());
            out.putString(chunk.context());
            last = chunk.start();
        }
        Provenance provenance = indexed.provenance();
        out.putCount(provenance.bytes());
        out.putCount(Math.max(0, provenance.addedAt()));
        out.putString(provenance.model());
        writeVectors(out, indexed.vectors());
        out.setInt(4, out.size() - HEADER);
        out.setInt(8, out.checksum(HEADER));
        return out.copyBytes();
    }

    /**
     * Reads one record, which the bytes hold and nothing else.
     *
     * @throws InvalidInput if the bytes are none, or damaged
     */
    public static IndexedDocument read(byte[] record) {
        int length = recordLength(record, 0);
        if (length != record.length) {
            throw RecordReader.damaged((record.length - length) + " bytes follow it");
        }
        return payload(record);
    }

    /**
     * The records of an exported collection, each for {@link #read}, whose checks are left to it.
     *
     * @throws InvalidInput if what is at some place is no record, or not a whole one
     */
    public static List<byte[]> split(byte[] collection) {
        List<byte[]> records = new ArrayList<>();
        int at = 0;
        while (at < collection.length) {
            int length = recordLength(collection, at);
            records.add(Arrays.copyOfRange(collection, at, at + length));
            at += length;
        }
        return records;
    }

    private static int recordLength(byte[] bytes, int at) {
        if (bytes.length - at < HEADER || !Arrays.equals(MAGIC, Arrays.copyOfRange(bytes, at, at + MAGIC.length))) {
            throw new InvalidInput(
                    at == 0
                            ? "this is no collection that was exported here"
                            : "the stored document at byte " + at + " is damaged: it does not start as one");
        }
        int payload = new RecordReader(bytes, at + 4, at + HEADER).readInt();
        if (payload < 0 || payload > bytes.length - at - HEADER) {
            throw RecordReader.damaged("it ends too early");
        }
        return HEADER + payload;
    }

    private static IndexedDocument payload(byte[] record) {
        int checksum = new RecordReader(record, 8, HEADER).readInt();
        if (checksum != Crc32.of(record, HEADER, record.length)) {
            throw RecordReader.damaged("its checksum is wrong");
        }
        RecordReader in = new RecordReader(record, HEADER, record.length);
        try {
            String id = in.readString();
            Document document = readDocument(in);
            List<Chunk> chunks = readChunks(in);
            Provenance provenance = new Provenance(in.readLong(), in.readLong(), in.readString());
            ChunkVectors vectors = readVectors(in);
            in.expectEnd();
            return new IndexedDocument(id, document, chunks, vectors, provenance);
        } catch (NearsideException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            // Its checksum is right, so somebody made it this way.
            throw new InvalidInput("the stored document is damaged: " + e.getMessage(), e);
        }
    }

    private static void writeDocument(RecordWriter out, Document document) {
        out.putString(document.name());
        out.putByte(code(document.type()));
        out.putString(document.text());
        int last = 0;
        out.putCount(document.sections().size());
        for (Section section : document.sections()) {
            out.putCount(section.start() - last);
            out.putCount(section.level());
            out.putString(section.path());
            last = section.start();
        }
        last = 0;
        out.putCount(document.pageStarts().size());
        for (int start : document.pageStarts()) {
            out.putCount(start - last);
            last = start;
        }
        last = 0;
        out.putCount(document.blocks().size());
        for (Block block : document.blocks()) {
            out.putCount(block.start() - last);
            out.putCount(block.end() - block.start());
            out.putByte(code(block.kind()));
            last = block.end();
        }
    }

    private static Document readDocument(RecordReader in) {
        String name = in.readString();
        DocumentType type = type(in.readByte());
        String text = in.readString();
        List<Section> sections = new ArrayList<>();
        int last = 0;
        for (int left = in.readCountOf(3); left > 0; left--) {
            last = plus(last, in.readCount());
            sections.add(new Section(last, in.readCount(), in.readString()));
        }
        List<Integer> pages = new ArrayList<>();
        last = 0;
        for (int left = in.readCountOf(1); left > 0; left--) {
            last = plus(last, in.readCount());
            pages.add(last);
        }
        List<Block> blocks = new ArrayList<>();
        last = 0;
        for (int left = in.readCountOf(3); left > 0; left--) {
            int start = plus(last, in.readCount());
            last = plus(start, in.readCount());
            blocks.add(new Block(start, last, kind(in.readByte())));
        }
        return new Document(name, type, text, sections, pages, blocks);
    }

    private static List<Chunk> readChunks(RecordReader in) {
        List<Chunk> chunks = new ArrayList<>();
        int start = 0;
        for (int left = in.readCountOf(3); left > 0; left--) {
            start = plus(start, in.readCount());
            chunks.add(new Chunk(start, plus(start, in.readCount()), in.readString()));
        }
        return chunks;
    }

    private static void writeVectors(RecordWriter out, ChunkVectors vectors) {
        out.putCount(vectors.dimensions());
        out.putCount(vectors.count());
        for (int i = 0; i < vectors.count(); i++) {
            out.putInt(Float.floatToRawIntBits(vectors.scale(i)));
        }
        out.putBytes(vectors.copyValues());
    }

    private static ChunkVectors readVectors(RecordReader in) {
        int dimensions = in.readCount();
        float[] scales = new float[in.readCountOf(4)];
        for (int i = 0; i < scales.length; i++) {
            scales[i] = Float.intBitsToFloat(in.readInt());
        }
        long bytes = (long) dimensions * scales.length;
        if (bytes > Integer.MAX_VALUE) {
            throw RecordReader.damaged("its vectors are too many");
        }
        return ChunkVectors.ofQuantised(dimensions, in.readBytes((int) bytes), scales);
    }

    private static int plus(int place, int distance) {
        if (distance > Integer.MAX_VALUE - place) {
            throw RecordReader.damaged("a place is out of the text");
        }
        return place + distance;
    }

    // Codes of their own, as stored documents outlive the order of an enum's constants.

    private static int code(DocumentType type) {
        return switch (type) {
            case TEXT -> 1;
            case MARKDOWN -> 2;
            case HTML -> 3;
            case PDF -> 4;
            case DOCX -> 5;
            case CSV -> 6;
            case CODE -> 7;
        };
    }

    private static DocumentType type(int code) {
        return switch (code) {
            case 1 -> DocumentType.TEXT;
            case 2 -> DocumentType.MARKDOWN;
            case 3 -> DocumentType.HTML;
            case 4 -> DocumentType.PDF;
            case 5 -> DocumentType.DOCX;
            case 6 -> DocumentType.CSV;
            case 7 -> DocumentType.CODE;
            default -> throw RecordReader.damaged("it is of the unknown type " + code);
        };
    }

    private static int code(Block.Kind kind) {
        return switch (kind) {
            case PARAGRAPH -> 1;
            case HEADING -> 2;
            case LIST_ITEM -> 3;
            case CODE -> 4;
            case ROW -> 5;
        };
    }

    private static Block.Kind kind(int code) {
        return switch (code) {
            case 1 -> Block.Kind.PARAGRAPH;
            case 2 -> Block.Kind.HEADING;
            case 3 -> Block.Kind.LIST_ITEM;
            case 4 -> Block.Kind.CODE;
            case 5 -> Block.Kind.ROW;
            default -> throw RecordReader.damaged("it has a block of the unknown kind " + code);
        };
    }
}
