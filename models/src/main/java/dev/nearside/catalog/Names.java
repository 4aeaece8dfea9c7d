package dev.nearside.catalog;

/** The rules for names that become addresses and file names, scanned by hand as the browser has no good regex. */
final class Names {
    static final String PATH_RULE =
            "allowed is a relative path of letters, digits, '.', '_', '-' and '/', no name of which starts with a dot";
    static final String ID_RULE = "allowed is [a-z0-9][a-z0-9._-]*";
    static final String SHA256_RULE = "allowed are 64 lower-case hexadecimal digits";

    private Names() {}

    static boolean isId(String id) {
        return !id.isEmpty() && isLowerOrDigit(id.charAt(0)) && allOf(id, "._-", false);
    }

    /** Whether the path stays in its folder, on every file system: no '..', no backslash, no drive, no dot file. */
    static boolean isRelativePath(String path) {
        boolean nameStarts = true;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (nameStarts && (c == '.' || c == '/')) {
                return false;
            }
            nameStarts = c == '/';
        }
        return !nameStarts && allOf(path, "._-/", true);
    }

    static boolean isSha256(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return text.length() == 64;
    }

    private static boolean allOf(String text, String others, boolean upperCase) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLowerOrDigit(c) && !(upperCase && c >= 'A' && c <= 'Z') && others.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLowerOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
