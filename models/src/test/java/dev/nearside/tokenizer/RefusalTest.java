package dev.nearside.tokenizer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.error.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not supported is refused when the file is read, with its name and place. */
class RefusalTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "normalizer|{'type':'Precompiled','precompiled_charsmap':''}|normalizer.type: the normalizer 'Precompiled' is not supported",
                "normalizer|{'type':'Sequence','normalizers':[{'type':'Nmt'}]}|normalizer.normalizers[0].type: the normalizer 'Nmt' is not supported",
                "normalizer|{'type':'Replace','pattern':{'Regex':'a+'},'content':''}|normalizer.pattern.Regex: the regular expression 'a+' is not supported",
                "normalizer|{'type':'NFC','locale':'tr'}|normalizer.locale: NFC has no such field here",
                "pre_tokenizer|{'type':'UnicodeScripts'}|pre_tokenizer.type: the pre-tokenizer 'UnicodeScripts' is not supported",
                "pre_tokenizer|{'type':'ByteLevel','add_prefix_space':true}|model.type: after the pre-tokenizer 'ByteLevel' the model 'WordPiece' is not supported",
                "pre_tokenizer|{'type':'Sequence','pretokenizers':[{'type':'ByteLevel'},{'type':'Whitespace'}]}|pre_tokenizer.pretokenizers[0].type: before another pre-tokenizer 'ByteLevel' is not supported",
                "pre_tokenizer|{'type':'Split','pattern':{'Regex':'\\\\d'},'behavior':'Isolated','invert':false}|pre_tokenizer.pattern.Regex: the regular expression '\\d' is not supported",
                "post_processor|{'type':'Magic'}|post_processor.type: the post-processor 'Magic' is not supported",
                "decoder|{'type':'CTC'}|decoder.type: the decoder 'CTC' is not supported",
                "decoder|{'type':'Sequence','decoders':[{'type':'Fuse'},{'type':'ByteFallback'}]}|decoder.decoders[1].type: behind one that makes one token of all, the decoder 'ByteFallback' is not supported",
                "padding|{'strategy':'Sometimes','pad_id':0}|padding.strategy: the strategy 'Sometimes' is not supported",
                "added_tokens|[{'id':7,'content':'the'}]|added_tokens[0].id: the vocabulary has the token as 1996",
                "added_tokens|[{'id':7,'content':''}]|added_tokens[0].content: an added token needs a character at least",
                "model|{'type':'WordLevel','vocab':{}}|model.type: the model 'WordLevel' is not supported",
                "model|{'type':'WordPiece','unk_token':'?','vocab':{'a':0}}|model.unk_token: the vocabulary has no token '?'",
                "model|{'type':'WordPiece','unk_token':'a','vocab':{'a':0,'b':0}}|model.vocab.b: two tokens have the id 0",
                "model|{'type':'BPE','dropout':0.1,'vocab':{'a':0},'merges':[]}|model.dropout: dropout, which gives other tokens each time, is not supported",
                "model|{'type':'BPE','end_of_word_suffix':'</w>','vocab':{'a':0},'merges':[]}|model.end_of_word_suffix: the end_of_word_suffix '</w>' is not supported in byte-pair encoding",
                "model|{'type':'BPE','vocab':{'a':0,'b':1},'merges':['a b']}|model.merges[0]: the vocabulary has no token 'ab'",
                "model|{'type':'BPE','vocab':{'a':0},'merges':['aa']}|model.merges[0]: a merge is two tokens and a space between, not 'aa'",
                "model|{'type':'Unigram','unk_id':1,'vocab':[['a',-1]]}|model.unk_id: the vocabulary has no token 1",
            })
    void isRefusedByName(String part, String json, String message) {
        String file = Variant.of(Family.MINILM).with(part, json).json();

        assertThatThrownBy(() -> Tokenizers.compact(file))
                .isInstanceOf(InvalidInput.class)
                .hasMessage(message);
    }

    @Test
    void whatIsNoTokenizerIsRefused() {
        assertThatThrownBy(() -> Tokenizers.fromJson("{}"))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("the document: 'model' is missing");
    }
}
