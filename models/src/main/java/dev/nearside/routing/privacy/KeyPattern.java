package dev.nearside.routing.privacy;

/** Secrets that their makers gave a form: keys of services, JSON Web Tokens, private keys. */
final class KeyPattern implements TextPattern {
    /** What begins keys, and how many letters, digits, hyphens and underscores follow at least. */
    private static final Prefix[] PREFIXES = {
        new Prefix("sk-", 20),
        new Prefix("sk_live_", 16),
        new Prefix("rk_live_", 16),
        new Prefix("ghp_", 30),
        new Prefix("gho_", 30),
        new Prefix("ghu_", 30),
        new Prefix("ghs_", 30),
        new Prefix("ghr_", 30),
        new Prefix("github_pat_", 22),
        new Prefix("glpat-", 20),
        new Prefix("AKIA", 16),
        new Prefix("ASIA", 16),
        new Prefix("AIza", 35),
        new Prefix("xoxb-", 20),
        new Prefix("xoxp-", 20),
        new Prefix("hf_", 30),
        new Prefix("npm_", 36),
        new Prefix("pypi-", 50),
    };

    private record Prefix(String text, int following) {}

    @Override
    public int find(String text) {
        int first = pem(text);
        for (Prefix prefix : PREFIXES) {
            first = earlier(first, find(text, prefix));
        }
        return earlier(first, webToken(text));
    }

    private static int earlier(int one, int other) {
        return one < 0 || (other >= 0 && other < one) ? other : one;
    }

    private static int pem(String text) {
        for (int at = text.indexOf("-----BEGIN "); at >= 0; at = text.indexOf("-----BEGIN ", at + 1)) {
            int end = text.indexOf("-----", at + 11);
            if (end > 0 && end - at < 64 && text.startsWith("PRIVATE KEY", end - 11)) {
                return at;
            }
        }
        return -1;
    }

    private static int find(String text, Prefix prefix) {
        int at = text.indexOf(prefix.text);
        while (at >= 0 && !isKey(text, at, prefix)) {
            at = text.indexOf(prefix.text, at + 1);
        }
        return at;
    }

    private static boolean isKey(String text, int at, Prefix prefix) {
        if (at > 0 && isOfKey(text.charAt(at - 1))) {
            return false;
        }
        int from = at + prefix.text.length();
        int end = endOfKey(text, from);
        // Names of packages and pages have words where keys have digits too.
        return end - from >= prefix.following && hasDigit(text, from, end);
    }

    private static int webToken(String text) {
        int at = text.indexOf("eyJ");
        while (at >= 0 && !((at == 0 || !isOfKey(text.charAt(at - 1))) && isWebToken(text, at))) {
            at = text.indexOf("eyJ", at + 1);
        }
        return at;
    }

    /** Header and payload are objects in JSON, which in base64url begin so; then comes the signature. */
    private static boolean isWebToken(String text, int at) {
        int header = endOfKey(text, at);
        if (!text.startsWith(".eyJ", header)) {
            return false;
        }
        int payload = endOfKey(text, header + 1);
        return payload + 1 < text.length() && text.charAt(payload) == '.' && isOfKey(text.charAt(payload + 1));
    }

    private static int endOfKey(String text, int from) {
        int end = from;
        while (end < text.length() && isOfKey(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean hasDigit(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Ascii.isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfKey(char c) {
        return Ascii.isAlphanumeric(c) || c == '-' || c == '_';
    }
}
