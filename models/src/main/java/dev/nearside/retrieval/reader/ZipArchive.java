package dev.nearside.retrieval.reader;

import dev.nearside.error.InvalidInput;
import dev.nearside.retrieval.Crc32;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The files in a zip archive that is in memory (PKWARE's APPNOTE 6.3), found by its directory at the end. What a file
 * unpacks to is bounded whatever the archive claims.
 */
final class ZipArchive {
    private static final int END_LENGTH = 22;
    private static final int ENTRY_LENGTH = 46;
    private static final int MAX_COMMENT = 0xffff;

    /** No document has as many parts. */
    private static final int MAX_ENTRIES = 10_000;

    private final String name;
    private final byte[] bytes;
    /** Where each file's entry is in the directory. */
    private final Map<String, Integer> entries = new HashMap<>();

    ZipArchive(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
        int end = findEnd();
        int count = shortAt(end + 10);
        long at = uint(end + 16);
        if (count > MAX_ENTRIES) {
            throw new InvalidInput(name + " is an archive of " + count + " files, which no document is");
        }
        for (int i = 0; i < count; i++) {
            if (at + ENTRY_LENGTH > bytes.length || intAt((int) at) != 0x02014b50) {
                throw damaged("its directory is broken");
            }
            int entry = (int) at;
            int nameLength = shortAt(entry + 28);
            at = at + ENTRY_LENGTH + nameLength + shortAt(entry + 30) + shortAt(entry + 32);
            if (at > bytes.length) {
                throw damaged("its directory is broken");
            }
            entries.put(new String(bytes, entry + ENTRY_LENGTH, nameLength, StandardCharsets.UTF_8), entry);
        }
    }

    /**
     * Unpacks a file; empty if there is none of this path.
     *
     * @param limit the most bytes that it may have
     */
    Optional<byte[]> unpack(String path, int limit) {
        Integer entry = entries.get(path);
        return entry == null ? Optional.empty() : Optional.of(unpack(path, entry, limit));
    }

    private byte[] unpack(String path, int entry, int limit) {
        if ((shortAt(entry + 8) & 1) != 0) {
            throw new InvalidInput(name + " is encrypted: save it without a password");
        }
        long packed = uint(entry + 20);
        long header = uint(entry + 42);
        if (header + 30 > bytes.length) {
            throw damaged(path + " is cut off");
        }
        long start = header + 30 + shortAt((int) header + 26) + shortAt((int) header + 28);
        if (start + packed > bytes.length) {
            throw damaged(path + " is cut off");
        }
        byte[] unpacked =
                switch (shortAt(entry + 10)) {
                    case 0 -> Arrays.copyOfRange(bytes, (int) start, (int) (start + packed));
                    case 8 -> inflate(path, (int) start, (int) packed, limit);
                    default -> throw damaged(path + " is packed in a way that is not known");
                };
        if (unpacked.length > limit) {
            throw tooLarge(path, limit);
        }
        if (Crc32.of(unpacked, 0, unpacked.length) != intAt(entry + 16)) {
            throw damaged("the checksum of " + path + " is wrong");
        }
        return unpacked;
    }

    private byte[] inflate(String path, int start, int length, int limit) {
        Inflater inflater = new Inflater(true);
        inflater.setInput(bytes, start, length);
        byte[] out = new byte[Math.min(limit, Math.max(1024, 4 * length))];
        int size = 0;
        try {
            while (!inflater.finished()) {
                if (size == out.length) {
                    if (size >= limit) {
                        throw tooLarge(path, limit);
                    }
                    out = Arrays.copyOf(out, (int) Math.min(limit, size * 2L));
                }
                int count = inflater.inflate(out, size, out.length - size);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw damaged(path + " is cut off");
                }
                size += count;
            }
        } catch (DataFormatException e) {
            throw new InvalidInput(name + " is damaged: " + path + " cannot be unpacked", e);
        } finally {
            inflater.end();
        }
        return Arrays.copyOf(out, size);
    }

    private InvalidInput tooLarge(String path, int limit) {
        return new InvalidInput(
                name + " is refused: " + path + " in it unpacks to more than " + limit / (1024 * 1024) + " MiB");
    }

    private InvalidInput damaged(String how) {
        return new InvalidInput(name + " is damaged: " + how);
    }

    private int findEnd() {
        int first = Math.max(0, bytes.length - END_LENGTH - MAX_COMMENT);
        for (int at = bytes.length - END_LENGTH; at >= first; at--) {
            if (intAt(at) == 0x06054b50) {
                return at;
            }
        }
        throw damaged("the end of the archive is missing, so it may not have been copied as a whole");
    }

    private int shortAt(int at) {
        return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
    }

    private int intAt(int at) {
        return shortAt(at) | shortAt(at + 2) << 16;
    }

    private long uint(int at) {
        return intAt(at) & 0xffffffffL;
    }
}
