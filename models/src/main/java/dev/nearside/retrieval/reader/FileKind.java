package dev.nearside.retrieval.reader;

import java.util.Locale;
import java.util.Set;

/** What a file's name and its first bytes say it is. */
final class FileKind {
    private static final Set<String> CODE = Set.of(
            "java",
            "kt",
            "kts",
            "scala",
            "groovy",
            "js",
            "mjs",
            "cjs",
            "jsx",
            "ts",
            "tsx",
            "py",
            "rb",
            "go",
            "rs",
            "c",
            "h",
            "cc",
            "cpp",
            "cxx",
            "hpp",
            "cs",
            "swift",
            "m",
            "mm",
            "php",
            "pl",
            "lua",
            "r",
            "jl",
            "sh",
            "bash",
            "zsh",
            "ps1",
            "bat",
            "sql",
            "css",
            "scss",
            "less",
            "json",
            "jsonl",
            "yaml",
            "yml",
            "toml",
            "ini",
            "cfg",
            "conf",
            "properties",
            "xml",
            "svg",
            "gradle",
            "proto",
            "graphql",
            "dart",
            "ex",
            "exs",
            "erl",
            "hs",
            "ml",
            "clj",
            "el",
            "vue",
            "svelte",
            "tf",
            "cmake",
            "tex",
            "diff",
            "patch");

    private static final String[][] MAGIC = {
        {"\u0089PNG", "a picture (PNG)"},
        {"\u00ff\u00d8\u00ff", "a picture (JPEG)"},
        {"GIF8", "a picture (GIF)"},
        {"RIFF", "a picture, sound or film (RIFF)"},
        {"\u001f\u008b", "a compressed file (gzip)"},
        {"7z\u00bc\u00af", "an archive (7z)"},
        {"Rar!", "an archive (RAR)"},
        {"BZh", "a compressed file (bzip2)"},
        {"\u00fd7zXZ", "a compressed file (xz)"},
        {"\u007fELF", "a program"},
        {"MZ", "a program"},
        {"\u00ca\u00fe\u00ba\u00be", "a compiled Java class"},
        {"SQLite format 3", "a database"},
        {"ID3", "a sound (MP3)"},
        {"OggS", "a sound or film (Ogg)"},
        {"\u0000asm", "a WebAssembly module"},
        {"wOF", "a font"}
    };

    private FileKind() {}

    /** The letters after the last dot, in lower case; empty if there are none. */
    static String extension(String name) {
        int dot = name.lastIndexOf('.');
        int slash = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
        return dot > slash ? name.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
    }

    static boolean isCode(String extension) {
        return CODE.contains(extension);
    }

    /** What a binary file is, as far as its first bytes tell. */
    static String binary(byte[] first) {
        for (String[] magic : MAGIC) {
            if (startsWith(first, magic[0])) {
                return magic[1];
            }
        }
        return "a binary file";
    }

    /** Whether the bytes start with these characters, each of which stands for one byte. */
    static boolean startsWith(byte[] bytes, String prefix) {
        if (bytes.length < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if ((bytes[i] & 0xff) != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the bytes start with this text, after white space and in any case. */
    static boolean startsLike(byte[] bytes, String lowerCase) {
        int at = startsWith(bytes, "\u00ef\u00bb\u00bf") ? 3 : 0;
        while (at < bytes.length && bytes[at] <= ' ' && bytes[at] >= 0) {
            at++;
        }
        if (bytes.length - at < lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            if (Character.toLowerCase((char) (bytes[at + i] & 0xff)) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
