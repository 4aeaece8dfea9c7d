package dev.nearside.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DecodingTest {
    private static final long SEED = 99;

    @ParameterizedTest
    @EnumSource
    void tokensOfHardTextsDecodeAsHuggingFaceDecodesThem(Family family) {
        Tokenizer ours = Tokenizers.fromJson(family.json());

        try (HuggingFace theirs = new HuggingFace(family.json())) {
            for (String text : HardTexts.all()) {
                int[] ids = ours.encode(text).copyIds();
                assertThat(ours.decode(ids, true)).isEqualTo(theirs.decode(ids, true));
                assertThat(ours.decode(ids, false)).isEqualTo(theirs.decode(ids, false));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyIdsDecodeAsHuggingFaceDecodesThem(Family family) {
        assertDecodesAsTheirs(family.json());
    }

    @ParameterizedTest
    @MethodSource
    void otherDecodersDecodeAsHuggingFaceDoes(String decoder) {
        assertDecodesAsTheirs(
                Variant.of(Family.LLAMA_2).with("decoder", decoder).json());
    }

    static Stream<Named<String>> otherDecodersDecodeAsHuggingFaceDoes() {
        String fallback = "{'type':'ByteFallback'}";
        String fuse = "{'type':'Fuse'}";
        return Stream.of(
                Named.of("none", "null"),
                Named.of("bytes", fallback),
                Named.of(
                        "metaspace",
                        "{'type':'Metaspace','replacement':'\u2581','prepend_scheme':'always','split':true}"),
                Named.of(
                        "metaspace without prefix",
                        "{'type':'Metaspace','replacement':'\u2581','prepend_scheme':'never','split':true}"),
                Named.of("suffix", "{'type':'BPEDecoder','suffix':'e'}"),
                Named.of("WordPiece", "{'type':'WordPiece','prefix':'\u2581','cleanup':true}"),
                Named.of("strip of tokens", "{'type':'Strip','content':'\u2581','start':1,'stop':0}"),
                Named.of(
                        "strip of the whole",
                        "{'type':'Sequence','decoders':[" + fallback + "," + fuse
                                + ",{'type':'Strip','content':'\u2581','start':2,'stop':0}]}"));
    }

    /** Ids drawn at random, bytes and special tokens more often: what a model that goes astray would give. */
    private static void assertDecodesAsTheirs(String json) {
        Tokenizer ours = Tokenizers.fromJson(json);
        Random random = new Random(SEED);

        try (HuggingFace theirs = new HuggingFace(json)) {
            for (int i = 0; i < 500; i++) {
                int[] ids = randomIds(random, ours.vocabularySize());
                assertThat(ours.decode(ids, true))
                        .as("run %d of seed %d", i, SEED)
                        .isEqualTo(theirs.decode(ids, true));
                assertThat(ours.decode(ids, false))
                        .as("run %d of seed %d", i, SEED)
                        .isEqualTo(theirs.decode(ids, false));
            }
        }
    }

    private static int[] randomIds(Random random, int size) {
        int[] ids = new int[1 + random.nextInt(30)];
        for (int k = 0; k < ids.length; k++) {
            int kind = random.nextInt(4);
            ids[k] =
                    kind == 0 ? random.nextInt(300) : kind == 1 ? size - 1 - random.nextInt(300) : random.nextInt(size);
        }
        return ids;
    }

    @ParameterizedTest
    @EnumSource
    void textThatComesTokenByTokenIsTheWholeText(Family family) {
        Tokenizer tokenizer = Tokenizers.fromJson(family.json());
        List<String> texts = new ArrayList<>(HardTexts.all());
        texts.addAll(HardTexts.random(SEED, 500));

        for (String text : texts) {
            int[] ids = tokenizer.encode(text).copyIds();
            List<String> parts = parts(tokenizer, ids);

            assertThat(String.join("", parts)).isEqualTo(tokenizer.decode(ids, true));
            assertThat(parts).noneMatch(DecodingTest::isTorn);
        }
    }

    @Test
    void aCharacterOfSeveralTokensComesOutWithTheLastOfThem() {
        Tokenizer byteLevel = Tokenizers.fromJson(Family.QWEN_3.json());
        Tokenizer byteFallback = Tokenizers.fromJson(Family.LLAMA_2.json());

        assertThat(parts(byteLevel, byteLevel.encode("\uD80C\uDC00").copyIds()))
                .containsExactly("", "", "\uD80C\uDC00", "");
        assertThat(parts(byteFallback, new int[] {0xF0 + 3, 0x93 + 3, 0x80 + 3, 0x80 + 3, 0xC3 + 3, 0xA9 + 3}))
                .containsExactly("", "", "", "\uD80C\uDC00", "", "\u00e9", "");
    }

    @Test
    void aCharacterThatNeverEndsIsReplacedAtTheEnd() {
        Tokenizer byteLevel = Tokenizers.fromJson(Family.QWEN_3.json());
        int[] ids = byteLevel.encode("a\uD80C\uDC00").copyIds();
        int[] torn = java.util.Arrays.copyOf(ids, ids.length - 1);

        List<String> parts = parts(byteLevel, torn);

        assertThat(parts.get(parts.size() - 1)).isEqualTo("\uFFFD");
        assertThat(String.join("", parts)).isEqualTo(byteLevel.decode(torn, true));
    }

    /** What came with each token, and at the end. */
    private static List<String> parts(Tokenizer tokenizer, int[] ids) {
        IncrementalDecoder decoder = tokenizer.decoder(true);
        List<String> parts = new ArrayList<>();
        for (int id : ids) {
            parts.add(decoder.append(id));
        }
        parts.add(decoder.finish());
        return parts;
    }

    private static boolean isTorn(String part) {
        return !part.isEmpty()
                && (Character.isLowSurrogate(part.charAt(0))
                        || Character.isHighSurrogate(part.charAt(part.length() - 1)));
    }
}
