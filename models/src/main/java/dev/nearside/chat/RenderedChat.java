package dev.nearside.chat;

import dev.nearside.tokenizer.TextSpan;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation as one text, and which parts of it are what somebody said: the rest is the template's, and only there
 * are special tokens meant as such.
 *
 * @param text the whole
 * @param said the contents of the messages, in order
 */
public record RenderedChat(String text, List<TextSpan> said) {

    public RenderedChat {
        said = List.copyOf(said);
    }

    /** Grows from front to back. */
    static final class Draft {
        private final StringBuilder text = new StringBuilder();
        private final List<TextSpan> said = new ArrayList<>();

        /** The template's own text. */
        Draft template(String literal) {
            text.append(literal);
            return this;
        }

        /** What somebody said. */
        Draft said(String content) {
            if (!content.isEmpty()) {
                said.add(new TextSpan(text.length(), text.length() + content.length()));
                text.append(content);
            }
            return this;
        }

        Draft all(RenderedChat other) {
            for (TextSpan span : other.said) {
                said.add(new TextSpan(text.length() + span.start(), text.length() + span.end()));
            }
            text.append(other.text);
            return this;
        }

        RenderedChat done() {
            return new RenderedChat(text.toString(), said);
        }
    }
}
