package dev.nearside.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts that tokenizers get wrong. */
public final class HardTexts {
    private static final String[] SCRIPTS = {
        "The quick brown fox jumps over the lazy dog, doesn't it? It's 1,234.56 € — “quoted”…",
        "Größe, Straße, ÄÖÜ, Fußgängerübergänge; naïve café Zürich Łódź İstanbul ıI ŞĞ",
        "Ελληνικά ΑΣ ΟΔΥΣΣΕΥΣ άέήίόύώ ΐ ΰ ᾳ ὦ",
        "Русский текст, ёлка Й й и\u0306 ЩУКА",
        "עברית שלום עולם וְהָאָרֶץ",
        "العربية مرحبا بالعالم ١٢٣ لا إله شُكْرًا",
        "हिन्दी नमस्ते दुनिया क्षत्रिय १२३",
        "ไทยสวัสดีชาวโลก กำ น้ำ ๑๒๓",
        "中文你好，世界！𠀀𠮷野家 豈更",
        "日本語 ひらがな カタカナ ｶﾞｷﾞｸﾞ がき゛ ㍿ ①②",
        "한국어 안녕하세요 한글 ᄒ\u1161\u11ab 각",
        "ქართული ᲥᲐᲠᲗᲣᲚᲘ",
        "Tiếng Việt ấ ế ộ ự ậ a\u0302\u0323 a\u0323\u0302",
        "ᏣᎳᎩ ꭰꭱ Ꮳ",
        "𐐀𐐨 𝒜𝓑𝕮 𝟙𝟚𝟛 ﬁ ﬂ ﬃ ſ K Å Ω ℵ",
        "ꦗꦮ ꯍ ᠮᠣᠩᠭᠣᠯ བོད་ཡིག ဗမာ ខ្មែរ",
        "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66 👍🏽 🇩🇪🇫🇷 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👩‍🚀 1️⃣",
        "e\u0301 e\u0301\u0323 e\u0323\u0301 \u0301alone \u0344 \u0958 \uFB1D \u2126",
        "Z̷̢̛͔a̶l̵g̴o̸ ͯ̿̈́ t\u0315\u0300\u05aeb \u1100\u1161\u11a8\u11a8",
        "a\u0000b\u0001c\u0007d\u007fe\u0080f\u0085g\u009fh\u00adi\u200bj\u2060k\ufeffl\ufffdm",
        "tab\tnewline\ncarriage\rboth\r\nvertical\u000bform\fnbsp\u00a0thin\u2009line\u2028para\u2029ideo\u3000ogham\u1680mongol\u180e",
        "\u202eright to left override\u202c \u2066isolate\u2069 שלום hello עולם 123",
        "   leading and trailing   ",
        "\n\n\n",
        " ",
        "",
        "\t \n \r\n  x  \n\n  y   ",
        "it's IT'S i'M we'Re they'LL I'D 've 'ſ 'S's't don''t ' 't 'll'",
        "x=1;for(int i=0;i<10;i++){a[i]+=b*c/d%e^f&g|h~!@#$%^&*()_+-={}[]:\";'<>?,./`",
        "snake_case camelCase kebab-case path/to/file.txt C:\\dir\\ http://a.example/?q=1&b=%20 me@mail.example",
        "1 12 123 1234 12345 1234567890 3.14 1e10 ½ ² Ⅳ ٣ ৩ 一二",
        "[CLS] [SEP] [MASK] [UNK] [PAD] [cls] <s> </s> <unk> <|endoftext|> <|im_start|>user\nhi<|im_end|> <|begin_of_text|> <0x0A> ▁ ▁▁ Ġ Ċ ##ing",
        "a<s>b <s>  </s> x<|im_end|>y",
        "𐍈𐍈 \uDB40\uDC01 \uDBFF\uDFFD \uFFFE \uFFFF \u0378 \u0e3f \u20bf \ua7b0",
        "....... ,,,,, !!! ??? --- ___ \"\"\" ((([[[{{{",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbb",
        "the the the The THE tHe  the   the    the"
    };

    /** From where random strings take their characters: start and end of blocks. */
    private static final int[][] BLOCKS = {
        {0x20, 0x7f},
        {0x20, 0x7f},
        {0x20, 0x7f},
        {0, 0x20},
        {0x80, 0x250},
        {0x250, 0x300},
        {0x300, 0x370},
        {0x370, 0x530},
        {0x590, 0x700},
        {0x900, 0xd80},
        {0xe00, 0x1000},
        {0x1100, 0x1200},
        {0x1e00, 0x2000},
        {0x2000, 0x2070},
        {0x2070, 0x2c00},
        {0x3000, 0x3400},
        {0x4e00, 0x5000},
        {0xac00, 0xad00},
        {0xe000, 0xe010},
        {0xf900, 0x10000},
        {0x10000, 0x10a00},
        {0x1d400, 0x1d800},
        {0x1f300, 0x1f700},
        {0x20000, 0x20100},
        {0xe0000, 0xe0080},
        {0, 0x110000}
    };

    private HardTexts() {}

    /** A text for each difficulty, and some that are long. */
    public static List<String> all() {
        List<String> texts = new ArrayList<>(List.of(SCRIPTS));
        texts.add(String.join(" ", SCRIPTS));
        texts.add(String.join("\n", SCRIPTS));
        texts.add("a".repeat(99) + " " + "b".repeat(100) + " " + "c".repeat(101) + " " + "é".repeat(120));
        texts.add("antidisestablishmentarianism".repeat(400));
        texts.add("中".repeat(3000) + "😀".repeat(3000) + "\u0301\u0323".repeat(3000));
        texts.add("ab1 ".repeat(20000));
        texts.add(" ".repeat(5000) + "x" + "\n".repeat(5000));
        return texts;
    }

    /** Strings of up to 60 characters of mixed scripts; the same for the same seed. */
    public static List<String> random(long seed, int count) {
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            int[] block = BLOCKS[random.nextInt(BLOCKS.length)];
            int length = random.nextInt(60);
            for (int k = 0; k < length; k++) {
                block = random.nextInt(4) == 0 ? BLOCKS[random.nextInt(BLOCKS.length)] : block;
                int cp = block[0] + random.nextInt(block[1] - block[0]);
                text.appendCodePoint((cp >= 0xD800 && cp < 0xE000) ? ' ' : random.nextInt(6) == 0 ? ' ' : cp);
            }
            texts.add(text.toString());
        }
        return texts;
    }

    /** About so many characters of all the scripts, never the same line twice. */
    static String large(int characters) {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        while (text.length() < characters) {
            String line = SCRIPTS[random.nextInt(SCRIPTS.length)];
            text.append(line).append(random.nextInt(1000)).append(random.nextInt(3) == 0 ? "\n" : " ");
        }
        return text.toString();
    }
}
