package dev.nearside.tokenizer;

import dev.nearside.json.JsonCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads decoders. */
final class Decoders {
    private Decoders() {}

    static Decoder read(Component component) {
        return read(component, false);
    }

    /** @param fused whether all tokens are one by now, which comes in parts */
    private static Decoder read(Component component, boolean fused) {
        Decoder decoder =
                switch (component.type()) {
                    case "ByteFallback" -> plain(component, new ByteFallbackDecoder());
                    case "ByteLevel" -> {
                        component.allowOnly("add_prefix_space", "trim_offsets", "use_regex");
                        yield new ByteLevelDecoder();
                    }
                    case "BPEDecoder" -> {
                        component.allowOnly("suffix");
                        yield new SuffixDecoder(component.text("suffix", "</w>"));
                    }
                    case "Fuse" -> plain(component, new FuseDecoder());
                    case "Metaspace" -> MetaspaceDecoder.read(component);
                    case "Replace" -> replace(component, fused);
                    case "Sequence" -> sequence(component, fused);
                    case "Strip" -> strip(component, fused);
                    case "WordPiece" -> {
                        component.allowOnly("prefix", "cleanup");
                        yield new WordPieceDecoder(component.text("prefix", "##"), component.flag("cleanup", true));
                    }
                    default -> throw component.unsupported("the decoder");
                };
        boolean knowsParts = component.type().equals("Sequence") || decoder.fuses() || decoder instanceof StripDecoder;
        if (fused && !knowsParts && !component.type().equals("Replace")) {
            throw component.unsupported("behind one that makes one token of all, the decoder");
        }
        return decoder;
    }

    private static Decoder plain(Component component, Decoder decoder) {
        component.allowOnly();
        return decoder;
    }

    private static Decoder strip(Component component, boolean fused) {
        component.allowOnly("content", "start", "stop");
        return new StripDecoder(
                component.character("content"),
                component.json().field("start").asInt(),
                component.json().field("stop").asInt(),
                fused);
    }

    private static Decoder replace(Component component, boolean fused) {
        component.allowOnly("pattern", "content");
        JsonCursor pattern = component.json().field("pattern").field("String");
        String from = pattern.asString();
        String to = component.json().field("content").asString();
        if (from.isEmpty() || (fused && from.length() > 1)) {
            throw pattern.error("the pattern '" + from + "' is not supported here");
        }
        return (next, eager) -> new PassingSink(next) {
            @Override
            String change(String token) {
                return token.replace(from, to);
            }
        };
    }

    private static Decoder sequence(Component component, boolean fusedBefore) {
        component.allowOnly("decoders");
        List<Decoder> all = new ArrayList<>();
        boolean fused = fusedBefore;
        for (Component part : component.parts("decoders")) {
            Decoder decoder = read(part, fused);
            fused |= decoder.fuses();
            all.add(decoder);
        }
        boolean fusesAll = fused;
        return new Decoder() {
            @Override
            public TextSink before(TextSink next, boolean eager) {
                TextSink chain = next;
                for (int i = all.size() - 1; i >= 0; i--) {
                    chain = all.get(i).before(chain, eager);
                }
                return chain;
            }

            @Override
            public boolean fuses() {
                return fusesAll;
            }

            @Override
            public byte @Nullable [] bytesOf(String token) {
                for (Decoder decoder : all) {
                    byte[] bytes = decoder.bytesOf(token);
                    if (bytes != null) {
                        return bytes;
                    }
                }
                return null;
            }
        };
    }
}
