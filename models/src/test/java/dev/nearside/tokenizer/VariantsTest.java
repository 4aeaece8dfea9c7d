package dev.nearside.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Parts that the families lack, on their vocabularies, against Hugging Face's own tokenizers. */
class VariantsTest {
    private static final String GPT_2 =
            "\\u0027s|\\u0027t|\\u0027re|\\u0027ve|\\u0027m|\\u0027ll|\\u0027d| ?\\\\p{L}+| ?\\\\p{N}+| ?[^\\\\s\\\\p{L}\\\\p{N}]+|\\\\s+(?!\\\\S)|\\\\s+";

    @ParameterizedTest
    @MethodSource
    void variantsHaveTheIdsAndOffsetsOfHuggingFace(Variant variant) {
        List<String> texts = new ArrayList<>(HardTexts.all());
        texts.addAll(HardTexts.random(4711, 150));

        String json = variant.json();
        Tokenizer ours = Tokenizers.fromJson(json);

        try (HuggingFace theirs = new HuggingFace(json)) {
            for (String text : texts) {
                assertThat(OracleTest.tokens(ours, text, true))
                        .as(OracleTest.shown(text))
                        .isEqualTo(theirs.tokens(text, true));
            }
        }
    }

    static Stream<Named<Variant>> variantsHaveTheIdsAndOffsetsOfHuggingFace() {
        List<Named<Variant>> variants = new ArrayList<>();
        for (String normalizer : List.of("NFC", "NFD", "NFKC", "NFKD", "Lowercase", "StripAccents")) {
            variants.add(named(
                    "normalizer " + normalizer,
                    Variant.of(Family.LLAMA_2).with("normalizer", "{'type':'" + normalizer + "'}")));
        }
        variants.add(named(
                "SmolLM",
                bytes("{'type':'Sequence','pretokenizers':[{'type':'Digits',"
                        + "'individual_digits':true},{'type':'ByteLevel','add_prefix_space':false,'trim_offsets':true,"
                        + "'use_regex':true}]}")));
        variants.add(named(
                "RoBERTa",
                bytes("{'type':'ByteLevel','add_prefix_space':true,'trim_offsets':true,'use_regex':true}")
                        .with(
                                "post_processor",
                                "{'type':'RobertaProcessing','sep':['!',0],'cls':['#',2],'trim_offsets':true,"
                                        + "'add_prefix_space':true}")
                        .with(
                                "added_tokens",
                                "[{'id':151643,'content':'<|endoftext|>','lstrip':true,'rstrip':true,'single_word':false,"
                                        + "'normalized':false,'special':true}]")));
        variants.add(named(
                "trimmed offsets",
                bytes("{'type':'ByteLevel','add_prefix_space':false,'trim_offsets':true,'use_regex':true}")
                        .with(
                                "post_processor",
                                "{'type':'ByteLevel','add_prefix_space':false,'trim_offsets':true,'use_regex':true}")));
        variants.add(
                named(
                        "processors in sequence",
                        bytes("{'type':'ByteLevel','add_prefix_space':true,'trim_offsets':true,'use_regex':false}")
                                .with(
                                        "post_processor",
                                        "{'type':'Sequence','processors':[{'type':'ByteLevel','add_prefix_space':true,"
                                                + "'trim_offsets':true},{'type':'BertProcessing','sep':['!',0],'cls':['#',2]}]}")));
        for (String behavior : List.of("Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous")) {
            variants.add(named("split on a string, " + behavior, split("{'String':'e'}", behavior, false)));
            variants.add(named("split on all but a string, " + behavior, split("{'String':'  '}", behavior, true)));
            variants.add(named("split on spaces, " + behavior, split("{'Regex':'\\\\s+'}", behavior, false)));
            variants.add(named(
                    "split on GPT-2's words, " + behavior,
                    Variant.of(Family.LLAMA_2)
                            .with("normalizer", "null")
                            .with(
                                    "pre_tokenizer",
                                    "{'type':'Split','pattern':{'Regex':\"" + GPT_2 + "\"},'behavior':'" + behavior
                                            + "','invert':" + behavior.equals("Removed") + "}")));
            variants.add(named(
                    "punctuation, " + behavior,
                    Variant.of(Family.LLAMA_2)
                            .with("pre_tokenizer", "{'type':'Punctuation','behavior':'" + behavior + "'}")));
        }
        for (String type : List.of("Whitespace", "WhitespaceSplit", "BertPreTokenizer", "Digits")) {
            String digits = type.equals("Digits") ? ",'individual_digits':false" : "";
            variants.add(named(
                    "pre-tokenizer " + type,
                    Variant.of(Family.LLAMA_2)
                            .with("normalizer", "null")
                            .with("pre_tokenizer", "{'type':'" + type + "'" + digits + "}")));
        }
        for (String scheme : List.of("first", "always", "never")) {
            for (boolean cut : new boolean[] {true, false}) {
                variants.add(named(
                        "metaspace " + scheme + (cut ? ", cut" : ""),
                        Variant.of(Family.LLAMA_2)
                                .with("normalizer", "null")
                                .with(
                                        "pre_tokenizer",
                                        "{'type':'Metaspace','replacement':'\u2581','prepend_scheme':'" + scheme
                                                + "','split':" + cut + "}")));
            }
        }
        String metaspace = "{'type':'Metaspace','replacement':'\u2581','prepend_scheme':'always','split':true}";
        variants.add(named("unigram", Variant.unigram(false)));
        variants.add(named("unigram with bytes", Variant.unigram(true)));
        variants.add(named(
                "unigram of words",
                Variant.unigram(false)
                        .with(
                                "normalizer",
                                "{'type':'Sequence','normalizers':[{'type':'NFKC'},{'type':'Replace',"
                                        + "'pattern':{'Regex':' {2,}'},'content':' '},{'type':'Strip','strip_left':true,"
                                        + "'strip_right':true}]}")
                        .with("pre_tokenizer", metaspace)));
        variants.add(named("BPE without bytes", Variant.of(Family.LLAMA_2).withModel("byte_fallback", "false")));
        variants.add(named(
                "BPE that does not fuse what is unknown",
                Variant.of(Family.LLAMA_2).withModel("byte_fallback", "false").withModel("fuse_unk", "false")));
        variants.add(named(
                "BPE that ignores merges",
                Variant.of(Family.LLAMA_2)
                        .withModel("ignore_merges", "true")
                        .with("normalizer", "null")
                        .with("pre_tokenizer", metaspace)));
        variants.add(named(
                "added tokens in normalised text",
                Variant.of(Family.MINILM)
                        .with(
                                "added_tokens",
                                "[" + added(101, "[CLS]", "'normalized':false,'special':true") + ","
                                        + added(30522, "The", "'normalized':true,'single_word':true") + ","
                                        + added(30523, "Stra\u00dfe", "'normalized':true,'lstrip':true") + ","
                                        + added(1746, "\u4e2d", "'normalized':true,'rstrip':true") + "]")));
        variants.add(named(
                "cased BERT",
                Variant.of(Family.MINILM)
                        .with(
                                "normalizer",
                                "{'type':'BertNormalizer','clean_text':true,'handle_chinese_chars':true,"
                                        + "'strip_accents':null,'lowercase':false}")));
        variants.add(named(
                "BERT with accents and without clean-up",
                Variant.of(Family.MINILM)
                        .with(
                                "normalizer",
                                "{'type':'BertNormalizer','clean_text':false,"
                                        + "'handle_chinese_chars':false,'strip_accents':false,'lowercase':true}")));
        return variants.stream();
    }

    private static String added(int id, String content, String more) {
        return "{'id':" + id + ",'content':'" + content + "'," + more
                + (more.contains("lstrip") ? "" : ",'lstrip':false")
                + (more.contains("rstrip") ? "" : ",'rstrip':false")
                + (more.contains("single_word") ? "" : ",'single_word':false")
                + (more.contains("special") ? "" : ",'special':false") + "}";
    }

    private static Variant bytes(String preTokenizer) {
        return Variant.of(Family.QWEN_3).with("normalizer", "null").with("pre_tokenizer", preTokenizer);
    }

    private static Variant split(String pattern, String behavior, boolean invert) {
        return Variant.of(Family.LLAMA_2)
                .with("normalizer", "null")
                .with(
                        "pre_tokenizer",
                        "{'type':'Split','pattern':" + pattern + ",'behavior':'" + behavior + "','invert':" + invert
                                + "}");
    }

    private static Named<Variant> named(String name, Variant variant) {
        return Named.of(name, variant);
    }
}
