package dev.nearside.routing.privacy;

/** An International Bank Account Number, in one piece or in groups. */
final class IbanPattern implements TextPattern {
    /** Country and length, from SWIFT's registry. */
    private static final String LENGTHS = "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27"
            + "DK18DO28EE20EG29ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30"
            + "KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29"
            + "RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30";

    @Override
    public int find(String text) {
        for (int at = 0; at + 4 < text.length(); at++) {
            if (Ascii.isLetter(text.charAt(at)) && Ascii.isFree(text, at - 1) && isIban(text, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isIban(String text, int from) {
        int length = length(upper(text.charAt(from)), upper(text.charAt(from + 1)));
        if (length == 0 || !Ascii.isDigit(text.charAt(from + 2)) || !Ascii.isDigit(text.charAt(from + 3))) {
            return false;
        }
        int rest = 0;
        int taken = 0;
        int at = from + 4;
        while (at < text.length() && taken < length - 4) {
            char c = text.charAt(at);
            if (Ascii.isAlphanumeric(c)) {
                rest = push(rest, c);
                taken++;
            } else if (!(Ascii.isSpace(c) || Ascii.isHyphen(c)) || !Ascii.isAlphanumeric(text.charAt(at - 1))) {
                return false;
            }
            at++;
        }
        for (int i = 0; i < 4; i++) {
            rest = push(rest, text.charAt(from + i));
        }
        return taken == length - 4 && rest == 1 && Ascii.isFree(text, at);
    }

    /** The remainder modulo 97 with one more character: a digit, or a letter as the two digits 10 to 35. */
    private static int push(int rest, char c) {
        return Ascii.isDigit(c) ? (rest * 10 + c - '0') % 97 : (rest * 100 + upper(c) - 'A' + 10) % 97;
    }

    private static char upper(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
    }

    private static int length(char first, char second) {
        for (int i = 0; i < LENGTHS.length(); i += 4) {
            if (LENGTHS.charAt(i) == first && LENGTHS.charAt(i + 1) == second) {
                return (LENGTHS.charAt(i + 2) - '0') * 10 + LENGTHS.charAt(i + 3) - '0';
            }
        }
        return 0;
    }
}
