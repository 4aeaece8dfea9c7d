package dev.nearside.routing.privacy;

/** An e-mail address, as people write them: the dots and letters of RFC 5321 without its quoted forms. */
final class EmailPattern implements TextPattern {
    private static final String IN_LOCAL_PART = ".!#$%&'*+/=?^_`{|}~-";
    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST_DOMAIN = 253;

    @Override
    public int find(String text) {
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int start = startOfLocalPart(text, at);
            if (start < at && isDomain(text, at + 1) && !isGitRemote(text, start, at)) {
                return start;
            }
        }
        return -1;
    }

    private static int startOfLocalPart(String text, int at) {
        int start = at;
        while (start > 0 && at - start < LONGEST_LOCAL_PART && isLocal(text.charAt(start - 1))) {
            start--;
        }
        while (start < at && !Character.isLetterOrDigit(text.charAt(start))) {
            start++;
        }
        return start;
    }

    private static boolean isLocal(char c) {
        return Character.isLetterOrDigit(c) || IN_LOCAL_PART.indexOf(c) >= 0;
    }

    /** Labels with dots between them, the last of two letters or more: {@code react@18.2.0} has none. */
    private static boolean isDomain(String text, int from) {
        int label = from;
        int at = from;
        while (at < text.length() && at - from < LONGEST_DOMAIN && isDomainCharacter(text, at)) {
            if (text.charAt(at) == '.') {
                label = at + 1;
            }
            at++;
        }
        return label > from && at - label >= 2 && Character.isLetter(text.charAt(label));
    }

    private static boolean isDomainCharacter(String text, int at) {
        char c = text.charAt(at);
        // The dot that ends a sentence is not one of the domain.
        return c == '.'
                ? at + 1 < text.length() && Character.isLetterOrDigit(text.charAt(at + 1))
                : c == '-' || Character.isLetterOrDigit(c);
    }

    /** {@code git@github.com:owner/name} is where a repository lies. */
    private static boolean isGitRemote(String text, int start, int at) {
        int end = at + 1;
        while (end < text.length() && isDomainCharacter(text, end)) {
            end++;
        }
        return text.startsWith("git@", start) && end < text.length() && text.charAt(end) == ':';
    }
}
