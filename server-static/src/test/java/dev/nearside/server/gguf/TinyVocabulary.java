package dev.nearside.server.gguf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Byte-pair encoding of bytes and some words: any text can be written in it, and no token but the special ones stands for
 * no text.
 *
 * @param tokens by id
 * @param types their kinds as GGUF numbers them
 * @param merges in the order of learning
 */
record TinyVocabulary(List<String> tokens, List<Integer> types, List<String> merges) {
    private static final int NORMAL = 1;
    private static final int CONTROL = 3;
    private static final Pattern WORD = Pattern.compile("\\S+");
    private static final String WORDS =
            "the of and to in is you that it he was for on are as with his they I at be this have from or "
                    + "one had by word but not what all were we when your can said there use an each which she do how "
                    + "their if will up other about out many then them these so some her would make like him into time "
                    + "has look two more write go see number no way could people my than first water been call who oil "
                    + "its now find long down day did get come made may part Hello hello world user assistant system";

    static TinyVocabulary standard() {
        Map<String, Integer> ids = new LinkedHashMap<>();
        List<Integer> types = new ArrayList<>();
        for (String special : List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>")) {
            ids.put(special, ids.size());
            types.add(CONTROL);
        }
        for (int value = 0; value < 256; value++) {
            ids.put(Character.toString(letter(value)), ids.size());
        }
        List<String> merges = new ArrayList<>();
        for (String word : WORD.matcher(WORDS).results().map(MatchResult::group).toList()) {
            String spelled = spell(" " + word);
            for (int end = 2; end <= spelled.length(); end++) {
                String whole = spelled.substring(0, end);
                if (!ids.containsKey(whole)) {
                    ids.put(whole, ids.size());
                    merges.add(spelled.substring(0, end - 1) + " " + spelled.charAt(end - 1));
                }
            }
        }
        while (types.size() < ids.size()) {
            types.add(NORMAL);
        }
        return new TinyVocabulary(List.copyOf(ids.keySet()), types, merges);
    }

    private static String spell(String text) {
        StringBuilder spelled = new StringBuilder();
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            spelled.append(letter(value & 0xff));
        }
        return spelled.toString();
    }

    /** GPT-2's letter for a byte: itself where it is printable Latin-1, else one from U+0100 on. */
    private static char letter(int value) {
        int others = 0;
        for (int i = 0; i < value; i++) {
            others += isPrintable(i) ? 0 : 1;
        }
        return (char) (isPrintable(value) ? value : 256 + others);
    }

    private static boolean isPrintable(int value) {
        return (value >= '!' && value <= '~') || (value >= 0xa1 && value <= 0xac) || value >= 0xae;
    }
}
