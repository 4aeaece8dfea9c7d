package dev.nearside.routing.text;

/** Code between fences, as Markdown writes it. */
public final class Fences {
    private Fences() {}

    /** Whether a line begins with three backticks or tildes, after at most three spaces (CommonMark 0.31, 4.5). */
    public static boolean areIn(String text) {
        int line = 0;
        while (line >= 0 && line < text.length()) {
            int at = line;
            while (at < text.length() && at < line + 3 && text.charAt(at) == ' ') {
                at++;
            }
            if (text.startsWith("```", at) || text.startsWith("~~~", at)) {
                return true;
            }
            int end = text.indexOf('\n', at);
            line = end < 0 ? -1 : end + 1;
        }
        return false;
    }
}
