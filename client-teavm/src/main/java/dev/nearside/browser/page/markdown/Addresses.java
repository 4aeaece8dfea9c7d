package dev.nearside.browser.page.markdown;

import java.util.List;
import java.util.Locale;

/** Which addresses a link may lead to. */
final class Addresses {
    private static final List<String> SCHEMES = List.of("http://", "https://", "mailto:");

    private Addresses() {}

    /** The address, if it is one of the web or of mail and has no character that hides something; else nothing. */
    static String safe(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        for (String scheme : SCHEMES) {
            if (lower.startsWith(scheme) && lower.length() > scheme.length() && isPlain(address)) {
                return address;
            }
        }
        return "";
    }

    /** Whether it names a file beside the text, or a place within it: nothing that could be gone to from here. */
    static boolean isPath(String address) {
        return address.indexOf(':') < 0
                && (address.startsWith("#") || address.indexOf('/') >= 0 || address.indexOf('.') > 0)
                && isPlain(address);
    }

    private static boolean isPlain(String address) {
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (c <= ' ' || c == '\u007f' || Character.getType(c) == Character.FORMAT || Character.isWhitespace(c)) {
                return false;
            }
        }
        return true;
    }
}
