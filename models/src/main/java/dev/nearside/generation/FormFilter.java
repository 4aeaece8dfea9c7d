package dev.nearside.generation;

import dev.nearside.generation.grammar.Positions;
import java.util.Arrays;
import java.util.List;

/** Keeps an answer to a form of JSON. */
final class FormFilter implements TokenFilter {
    private final TokenBytes tokens;
    private final List<Integer> ends;
    private Positions positions;

    FormFilter(TokenBytes tokens, List<Integer> ends, Positions start) {
        this.tokens = tokens;
        this.ends = ends;
        this.positions = start;
    }

    @Override
    public boolean allows(int token) {
        if (ends.contains(token)) {
            return positions.mayEnd();
        }
        return tokens.length(token) > 0 && !after(token).isEmpty();
    }

    private Positions after(int token) {
        Positions reached = positions;
        for (int i = 0; i < tokens.length(token) && !reached.isEmpty(); i++) {
            reached = reached.next(tokens.byteAt(token, i));
        }
        return reached;
    }

    @Override
    public void mask(float[] scores) {
        boolean[] allowed = new boolean[scores.length];
        for (int end : ends) {
            allowed[end] = positions.mayEnd();
        }
        // The places after each byte of the token that was looked at last.
        Positions[] path = new Positions[] {positions};
        int reached = 0;
        for (int place = 0; place < tokens.count(); place++) {
            int token = tokens.token(place);
            int length = tokens.length(token);
            if (tokens.common(place) > reached) {
                // The token before broke off within what this one begins with too.
                continue;
            }
            reached = tokens.common(place);
            if (path.length <= length) {
                path = Arrays.copyOf(path, 2 * length);
            }
            while (reached < length) {
                Positions next = path[reached].next(tokens.byteAt(token, reached));
                if (next.isEmpty()) {
                    break;
                }
                path[++reached] = next;
            }
            allowed[token] = reached == length && !ends.contains(token);
        }
        for (int token = 0; token < scores.length; token++) {
            if (!allowed[token]) {
                scores[token] = Float.NEGATIVE_INFINITY;
            }
        }
    }

    @Override
    public void accept(int token) {
        if (!ends.contains(token)) {
            positions = after(token);
        }
    }

    @Override
    public boolean isComplete() {
        return positions.mustEnd();
    }

    @Override
    public String closing() {
        return positions.closing();
    }
}
