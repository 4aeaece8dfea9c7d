package dev.nearside.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes {@code UnicodeData.java} from what Hugging Face's tokenizers say of every code point. Run it when their
 * version changes; {@code UnicodeTest} tells when that is needed. Its argument is the file to write.
 */
final class UnicodeDataWriter {

    /** One mark of each combining class of Unicode 9, in the order of the classes. */
    private static final int[] MARKS = {
        0x334, 0x93c, 0x3099, 0x94d, 0x5b0, 0x5b1, 0x5b2, 0x5b3, 0x5b4, 0x5b5, 0x5b6, 0x5b7, 0x5b8, 0x5b9, 0x5bb, 0x5bc,
        0x5bd, 0x5bf, 0x5c1, 0x5c2, 0xfb1e, 0x64b, 0x64c, 0x64d, 0x618, 0x619, 0x61a, 0x651, 0x652, 0x670, 0x711, 0xc55,
        0xc56, 0xe38, 0xe48, 0xeb8, 0xec8, 0xf71, 0xf72, 0xf74, 0x321, 0x1dce, 0x31b, 0x1dfa, 0x316, 0x59a, 0x302e,
        0x1d16d, 0x5ae, 0x300, 0x315, 0x35c, 0x35d, 0x345
    };

    private final StringBuilder digits = new StringBuilder();

    private UnicodeDataWriter() {}

    public static void main(String[] args) throws IOException {
        String java = "package dev.nearside.tokenizer;\n\n"
                + "/** Written by {@code UnicodeDataWriter} in the tests' sources; read by {@link Unicode}. */\n"
                + "final class UnicodeData {\n" + "    private UnicodeData() {}\n"
                + constant("PROPERTIES", properties())
                + constant("CANONICAL", decompositions("NFD", "NFC", ""))
                + constant("COMPATIBLE", decompositions("NFKD", "NFC", "NFD")) + constant("LOWER_CASE", lowerCase())
                + "}\n";
        Files.writeString(Path.of(args[0]), java);
    }

    /** First the distinct properties, then runs of code points with one property. */
    private static String properties() {
        int[] properties = propertiesOfEach();
        Map<Integer, Integer> distinct = new LinkedHashMap<>();
        List<int[]> runs = new ArrayList<>();
        for (int cp = 0; cp < UnicodeProbe.CODE_POINTS; cp++) {
            int kind = distinct.computeIfAbsent(properties[cp], key -> distinct.size());
            if (runs.isEmpty() || runs.get(runs.size() - 1)[0] != kind) {
                runs.add(new int[] {kind, 0});
            }
            runs.get(runs.size() - 1)[1]++;
        }
        UnicodeDataWriter out = new UnicodeDataWriter();
        out.number(distinct.size());
        distinct.keySet().forEach(out::number);
        for (int[] run : runs) {
            out.number(run[0]);
            out.number(run[1]);
        }
        return out.digits.toString();
    }

    private static int[] propertiesOfEach() {
        Map<Integer, BitSet> flags = new LinkedHashMap<>();
        flags.put(Unicode.LETTER, UnicodeProbe.matching("\\p{L}"));
        flags.put(Unicode.NUMBER, UnicodeProbe.matching("\\p{N}"));
        flags.put(Unicode.SPACE, UnicodeProbe.matching("\\s"));
        flags.put(Unicode.PUNCTUATION, UnicodeProbe.removedBy("{\"type\":\"Punctuation\",\"behavior\":\"Removed\"}"));
        flags.put(Unicode.WORD, UnicodeProbe.apartFromPlus("{\"type\":\"Whitespace\"}"));
        flags.put(Unicode.NUMERIC, UnicodeProbe.apartFromPlus("{\"type\":\"Digits\",\"individual_digits\":false}"));
        flags.put(
                Unicode.CONTROL,
                removed("{\"type\":\"BertNormalizer\",\"clean_text\":true,\"handle_chinese_chars\":false,"
                        + "\"strip_accents\":false,\"lowercase\":false}"));
        flags.put(
                Unicode.NONSPACING_MARK,
                removed("{\"type\":\"BertNormalizer\",\"clean_text\":false,\"handle_chinese_chars\":false,"
                        + "\"strip_accents\":true,\"lowercase\":false}"));
        flags.put(Unicode.COMBINING_MARK, removed("{\"type\":\"StripAccents\"}"));
        int[] properties = combiningClasses();
        flags.forEach((flag, set) -> set.stream().forEach(cp -> properties[cp] |= flag));
        return properties;
    }

    private static BitSet removed(String normalizer) {
        BitSet removed = new BitSet();
        try (UnicodeProbe.Normalization normalization = new UnicodeProbe.Normalization(normalizer)) {
            String[] forms = normalization.ofEach();
            for (int cp = 0; cp < forms.length; cp++) {
                removed.set(cp, forms[cp] != null && forms[cp].isEmpty());
            }
        }
        return removed;
    }

    /** The rank of a mark's class is how many of the known marks it never moves behind, shifted into place. */
    private static int[] combiningClasses() {
        int[] classes = new int[UnicodeProbe.CODE_POINTS];
        try (UnicodeProbe.Normalization nfd = new UnicodeProbe.Normalization("{\"type\":\"NFD\"}")) {
            String[] forms = nfd.ofEach();
            for (int cp = 0x300; cp < 0x20000; cp++) {
                String form = forms[cp];
                boolean whole = form != null && form.codePointCount(0, form.length()) == 1;
                // A mark of class 1 stays behind a starter and moves before the mark of the highest class.
                if (whole && !nfd.of("a\u0345" + form).equals("a\u0345" + form)) {
                    classes[cp] = rank(nfd, form) << Unicode.CLASS_SHIFT;
                } else if (whole && !nfd.of("a" + form + "\u0334").equals("a" + form + "\u0334")) {
                    classes[cp] = MARKS.length << Unicode.CLASS_SHIFT;
                }
            }
        }
        return classes;
    }

    private static int rank(UnicodeProbe.Normalization nfd, String mark) {
        int rank = 0;
        while (rank < MARKS.length) {
            String known = Character.toString(MARKS[rank]);
            if (!nfd.of("a" + known + mark).equals("a" + known + mark)) {
                break;
            }
            rank++;
        }
        return rank;
    }

    /** Code point, twice the count of what it decomposes to (plus one if NFC keeps it apart), and those. */
    private static String decompositions(String form, String composed, String known) {
        UnicodeDataWriter out = new UnicodeDataWriter();
        String[] decomposed = forms(form);
        String[] recomposed = forms(composed);
        String[] except = known.isEmpty() ? new String[UnicodeProbe.CODE_POINTS] : forms(known);
        int previous = 0;
        int previousFirst = 0;
        for (int cp = 0; cp < decomposed.length; cp++) {
            String text = decomposed[cp];
            boolean hangul = cp >= 0xAC00 && cp < 0xD7A4;
            if (text == null || hangul || text.equals(Character.toString(cp)) || text.equals(except[cp])) {
                continue;
            }
            int[] parts = text.codePoints().toArray();
            boolean apart = !Character.toString(cp).equals(recomposed[cp]);
            out.number(cp - previous);
            out.number(2 * parts.length + (apart ? 1 : 0));
            out.signed(parts[0] - previousFirst);
            for (int i = 1; i < parts.length; i++) {
                out.signed(parts[i] - parts[i - 1]);
            }
            previous = cp;
            previousFirst = parts[0];
        }
        return out.digits.toString();
    }

    private static String lowerCase() {
        UnicodeDataWriter out = new UnicodeDataWriter();
        String[] lower = forms("Lowercase");
        int previous = 0;
        int previousShift = 0;
        for (int cp = 0; cp < lower.length; cp++) {
            // The only one of two characters, U+0130, is known to the code.
            boolean single = lower[cp] != null && lower[cp].codePointCount(0, lower[cp].length()) == 1;
            if (single && lower[cp].codePointAt(0) != cp) {
                int shift = lower[cp].codePointAt(0) - cp;
                out.number(cp - previous);
                out.signed(shift - previousShift);
                previous = cp;
                previousShift = shift;
            }
        }
        return out.digits.toString();
    }

    private static String[] forms(String normalizer) {
        try (UnicodeProbe.Normalization normalization =
                new UnicodeProbe.Normalization("{\"type\":\"" + normalizer + "\"}")) {
            return normalization.ofEach();
        }
    }

    /** Digits of base 28, lowest first; all but the last are raised by 28. No character needs an escape in Java. */
    private void number(int value) {
        int rest = value;
        while (rest >= 28) {
            digits.append((char) ('#' + 28 + rest % 28));
            rest /= 28;
        }
        digits.append((char) ('#' + rest));
    }

    private void signed(int value) {
        number(value < 0 ? -2 * value - 1 : 2 * value);
    }

    private static String constant(String name, String value) {
        StringBuilder java = new StringBuilder("\n    static final String " + name + " = \"\"");
        for (int at = 0; at < value.length(); at += 100) {
            java.append("\n            + \"")
                    .append(value, at, Math.min(value.length(), at + 100))
                    .append('"');
        }
        return java.append(";\n").toString();
    }
}
