package dev.nearside.tokenizer;

/**
 * Unicode normalisation (UAX #15), which TeaVM's class library lacks: the JVM has it from {@code java.text.Normalizer},
 * a browser from {@code String.prototype.normalize}. It is asked only for text that is not in the form already for sure.
 */
public interface UnicodeForms {

    String nfc(String text);

    String nfd(String text);

    String nfkc(String text);

    String nfkd(String text);
}
