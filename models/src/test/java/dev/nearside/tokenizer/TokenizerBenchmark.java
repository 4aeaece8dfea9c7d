package dev.nearside.tokenizer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tokens a second of our tokenizers and Hugging Face's, on one thread, turn and turn about; prints the medians and their
 * ratio. Both give ids and offsets of the whole text.
 */
final class TokenizerBenchmark {
    private static final int ROUNDS = 11;
    private static final int WARM_UP = 3;

    /** Ours is done this often before a round counts, as a JVM that has just started compiles still. */
    private static final long WARM_UP_TOKENS = 5_000_000;

    private TokenizerBenchmark() {}

    public static void main(String[] args) throws IOException {
        List<String> prose = prose(Path.of(System.getProperty("nearside.root", "..")));
        List<String> scripts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            scripts.add(HardTexts.large(2000));
        }
        System.out.println("tokenizer      text             ours tokens/s    Hugging Face     ratio");
        for (Family family : Family.values()) {
            measure(family, "English prose", prose);
            measure(family, "every script", scripts);
        }
    }

    private static void measure(Family family, String what, List<String> texts) {
        Tokenizer ours = Tokenizers.fromJson(family.json());
        try (HuggingFace theirs = new HuggingFace(family.json())) {
            for (long done = 0; done < WARM_UP_TOKENS; ) {
                for (String text : texts) {
                    done += ours.encode(text).size();
                }
            }
            double[] our = new double[ROUNDS];
            double[] their = new double[ROUNDS];
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                long start = System.nanoTime();
                long tokens = 0;
                for (String text : texts) {
                    tokens += ours.encode(text).size();
                }
                long middle = System.nanoTime();
                long theirTokens = 0;
                for (String text : texts) {
                    theirTokens += theirs.ids(text, true).length;
                }
                long end = System.nanoTime();
                if (tokens != theirTokens) {
                    throw new IllegalStateException(family + ": " + tokens + " tokens, not " + theirTokens);
                }
                if (round >= 0) {
                    our[round] = tokens / ((middle - start) / 1e9);
                    their[round] = tokens / ((end - middle) / 1e9);
                }
            }
            System.out.printf(
                    "%-14s %-15s %,14.0f %,15.0f %8.1f%n",
                    family, what, median(our), median(their), median(our) / median(their));
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** The repository's own documents, in paragraphs of about a page. */
    private static List<String> prose(Path root) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(root.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(file -> {
                try {
                    all.append(Files.readString(file)).append('\n');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        List<String> pages = new ArrayList<>();
        for (int from = 0; from + 2000 <= all.length(); from += 2000) {
            pages.add(all.substring(from, from + 2000));
        }
        return pages;
    }
}
