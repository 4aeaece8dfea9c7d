package dev.nearside.comparison;

/** A comparison as CSV (RFC 4180), a line an answer. */
final class ComparisonCsv {
    private static final String HEAD = "contestant,prompt,title,question,expected,run,verdict,first_token_ms,total_ms,"
            + "prefill_tok_s,decode_tok_s,prompt_tokens,answer_tokens,bytes_out,cut_off,failure,answer\r\n";

    /** What spreadsheets take for the beginning of a formula, as wide letters, too. */
    private static final String FORMULAS = "=+-@＝＋－＠";

    private ComparisonCsv() {}

    static String of(Comparison comparison) {
        StringBuilder csv = new StringBuilder(HEAD);
        for (Measure one : comparison.measures()) {
            line(csv, one, comparison);
        }
        return csv.toString();
    }

    private static void line(StringBuilder csv, Measure one, Comparison comparison) {
        Measure.Times times = one.times();
        Measure.Tokens tokens = one.tokens();
        ComparisonPrompt prompt = comparison.promptOf(one).orElse(null);
        text(csv, one.contestant());
        text(csv, one.prompt());
        text(csv, prompt == null ? "" : prompt.title());
        text(csv, prompt == null ? "" : prompt.text());
        text(csv, prompt == null ? "" : prompt.expected());
        csv.append(one.run() + 1).append(',');
        text(csv, comparison.verdict(one).label());
        for (double value : new double[] {times.firstToken(), times.total(), times.prefill(), times.decode()}) {
            csv.append(ComparisonTables.rounded(value)).append(',');
        }
        csv.append(tokens.prompt()).append(',').append(tokens.answer()).append(',');
        csv.append(one.bytesOut()).append(',').append(tokens.cutOff()).append(',');
        text(csv, one.failure() == null ? "" : one.failure());
        csv.append(quoted(one.text())).append("\r\n");
    }

    private static void text(StringBuilder csv, String text) {
        csv.append(quoted(text)).append(',');
    }

    /** What begins as a formula would be one in a spreadsheet; an apostrophe before it makes it text. */
    private static String quoted(String text) {
        String begin = text.stripLeading();
        boolean isFormula = !begin.isEmpty() && FORMULAS.indexOf(begin.charAt(0)) >= 0;
        boolean isHidden = !text.isEmpty() && "\t\r\n".indexOf(text.charAt(0)) >= 0;
        return '"' + (isFormula || isHidden ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
