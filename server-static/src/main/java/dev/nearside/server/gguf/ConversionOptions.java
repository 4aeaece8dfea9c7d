package dev.nearside.server.gguf;

import dev.nearside.chat.ChatTemplate;
import dev.nearside.error.InvalidInput;
import dev.nearside.runtime.ExecutionProvider;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * How a file is converted.
 *
 * @param providers what the model shall run on; WebGPU and the JVM share a graph
 * @param longestContext tokens that the graphs are made for at most, as each costs a row of their rotary tables
 * @param shardBytes the length that files of weights keep to, unless one tensor is longer
 * @param templates what makes a chat template of the file's Jinja template
 */
public record ConversionOptions(
        Set<ExecutionProvider> providers, int longestContext, long shardBytes, Templates templates) {
    private static final int LONGEST_CONTEXT = 32_768;
    private static final long SHARD_BYTES = 256L << 20;

    /** Makes chat templates. */
    @FunctionalInterface
    public interface Templates {
        /** Leaves the file's template out: the model completes texts and does not chat. */
        Templates NONE = (jinja, bos, eos) -> Optional.empty();

        /**
         * The template; empty if the model shall not have one.
         *
         * @param jinja as the file has it
         * @param bos the token that begins a text; empty if there is none
         * @param eos the token that ends one; empty if there is none
         * @throws InvalidInput if it cannot be made
         */
        Optional<ChatTemplate> compile(String jinja, String bos, String eos);
    }

    public ConversionOptions {
        if (providers.isEmpty() || longestContext < 1 || shardBytes < 1) {
            throw new IllegalArgumentException("no conversion for " + providers + ", " + longestContext + " tokens, "
                    + shardBytes + " bytes a file");
        }
        providers = Set.copyOf(providers);
    }

    /** For every provider, up to 32,768 tokens, in files of 256 MB. */
    public static ConversionOptions with(Templates templates) {
        return new ConversionOptions(EnumSet.allOf(ExecutionProvider.class), LONGEST_CONTEXT, SHARD_BYTES, templates);
    }
}
