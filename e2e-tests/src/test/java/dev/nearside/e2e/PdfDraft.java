package dev.nearside.e2e;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Writes small PDFs (ISO 32000-1) by hand, the odd ones too. */
final class PdfDraft {
    private static final String FILE_ID = "<0123456789abcdef0123456789abcdef>";

    private final List<String> objects = new ArrayList<>();
    private String trailer = "";

    private PdfDraft() {}

    /** A PDF with a page for each text, whose lines are separated by {@code \n}; an empty one is an empty page. */
    static byte[] ofPages(String... texts) {
        return draft(texts).bytes();
    }

    /**
     * A PDF of one line in Shift JIS, whose font is the reader's own and has a predefined CMap (ISO 32000-1, 9.7.5.2): its
     * characters are known only to whoever has Adobe's tables.
     */
    static byte[] japanese(String text) {
        PdfDraft draft = draft("");
        draft.objects.set(
                2,
                "<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3 /Encoding /90ms-RKSJ-H /DescendantFonts [6 0 R] >>");
        String content = "BT /F 12 Tf 60 780 Td <"
                + HexFormat.of().formatHex(text.getBytes(Charset.forName("windows-31j"))) + "> Tj ET";
        draft.objects.set(4, "<< /Length " + content.length() + " >>\nstream\n" + content + "\nendstream");
        draft.objects.add("<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 /FontDescriptor 7 0 R"
                + " /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> >>");
        draft.objects.add("<< /Type /FontDescriptor /FontName /HeiseiMin-W3 /Flags 4 /FontBBox [0 -200 1000 900]"
                + " /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>");
        return draft.bytes();
    }

    /** A PDF that wants a password. */
    static byte[] encrypted() {
        PdfDraft draft = draft("nobody reads this");
        String key = "<" + "5a".repeat(32) + ">";
        draft.objects.add("<< /Filter /Standard /V 1 /R 2 /O " + key + " /U " + key + " /P -4 >>");
        draft.trailer = "/Encrypt " + draft.objects.size() + " 0 R /ID [" + FILE_ID + FILE_ID + "] ";
        return draft.bytes();
    }

    private static PdfDraft draft(String... texts) {
        PdfDraft draft = new PdfDraft();
        List<String> kids = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            kids.add(4 + 2 * i + " 0 R");
        }
        draft.objects.add("<< /Type /Catalog /Pages 2 0 R >>");
        draft.objects.add("<< /Type /Pages /Count " + texts.length + " /Kids [" + String.join(" ", kids) + "] >>");
        draft.objects.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        for (int i = 0; i < texts.length; i++) {
            draft.objects.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents " + (5 + 2 * i)
                    + " 0 R /Resources << /Font << /F 3 0 R >> >> >>");
            String content = content(texts[i]);
            draft.objects.add("<< /Length " + content.length() + " >>\nstream\n" + content + "\nendstream");
        }
        return draft;
    }

    private static String content(String text) {
        return text.isEmpty()
                ? ""
                : text.lines()
                        .map(line -> "(" + line.replace("(", "\\(").replace(")", "\\)") + ") Tj 0 -14 Td")
                        .collect(Collectors.joining("\n", "BT /F 12 Tf 60 780 Td\n", "\nET"));
    }

    private byte[] bytes() {
        StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
        StringBuilder places = new StringBuilder();
        for (int i = 0; i < objects.size(); i++) {
            places.append(String.format("%010d 00000 n \n", pdf.length()));
            pdf.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
        }
        int table = pdf.length();
        pdf.append("xref\n0 ")
                .append(objects.size() + 1)
                .append("\n0000000000 65535 f \n")
                .append(places);
        pdf.append("trailer << /Size ")
                .append(objects.size() + 1)
                .append(" /Root 1 0 R ")
                .append(trailer);
        pdf.append(">>\nstartxref\n").append(table).append("\n%%EOF\n");
        return pdf.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
