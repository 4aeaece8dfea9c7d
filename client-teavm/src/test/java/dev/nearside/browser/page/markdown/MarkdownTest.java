package dev.nearside.browser.page.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.browser.page.markdown.Block.Alignment;
import dev.nearside.browser.page.markdown.Block.Code;
import dev.nearside.browser.page.markdown.Block.Heading;
import dev.nearside.browser.page.markdown.Block.Listing;
import dev.nearside.browser.page.markdown.Block.Paragraph;
import dev.nearside.browser.page.markdown.Block.Quote;
import dev.nearside.browser.page.markdown.Block.Rule;
import dev.nearside.browser.page.markdown.Block.Table;
import dev.nearside.browser.page.markdown.Inline.Break;
import dev.nearside.browser.page.markdown.Inline.Emphasis;
import dev.nearside.browser.page.markdown.Inline.Link;
import dev.nearside.browser.page.markdown.Inline.Strong;
import dev.nearside.browser.page.markdown.Inline.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {

    @Test
    void headingsParagraphsAndRulesAreToldApart() {
        List<Block> blocks = Markdown.parse("# One\n\ntwo\nthree\n\n---\n### C# #\n#hashtag");

        assertThat(blocks)
                .containsExactly(
                        new Heading(1, text("One")),
                        new Paragraph(List.of(new Text("two"), new Break(), new Text("three"))),
                        new Rule(),
                        new Heading(3, text("C#")),
                        new Paragraph(text("#hashtag")));
    }

    @Test
    void listsHoldListsAndParagraphsAndCode() {
        List<Block> blocks =
                Markdown.parse("2. two\n   more\n   - a\n   - b\n\n3) three\n\n   ```js\n   x\n   ```\nplain");

        assertThat(blocks)
                .containsExactly(new Listing(
                        true,
                        2,
                        List.of(
                                List.of(
                                        new Paragraph(List.of(new Text("two"), new Break(), new Text("more"))),
                                        new Listing(
                                                false,
                                                1,
                                                List.of(
                                                        List.of(new Paragraph(text("a"))),
                                                        List.of(new Paragraph(text("b")))))),
                                List.of(
                                        new Paragraph(text("three")),
                                        new Code("js", "x"),
                                        new Paragraph(text("plain"))))));
    }

    @Test
    void codeIsKeptAsItStandsAlsoWhileItsFenceIsOpen() {
        assertThat(Markdown.parse("```java title\nint a;\n\n  # no heading\n```\nafter"))
                .containsExactly(new Code("java", "int a;\n\n  # no heading"), new Paragraph(text("after")));
        assertThat(Markdown.parse("~~~\n```\nstill")).containsExactly(new Code("", "```\nstill"));
    }

    @Test
    void quotesAndTablesAreRead() {
        List<Block> blocks = Markdown.parse("> said\n> *he*\n\n| a | b |\n|---|:-:|\n| 1 \\| 2 | `x|y` | z |\n| 3 |");

        assertThat(blocks)
                .containsExactly(
                        new Quote(List.of(
                                new Paragraph(List.of(new Text("said"), new Break(), new Emphasis(text("he")))))),
                        new Table(
                                List.of(Alignment.LEFT, Alignment.CENTER),
                                List.of(text("a"), text("b")),
                                List.of(
                                        List.of(text("1 | 2"), List.of(new Inline.Code("x|y"))),
                                        List.of(text("3"), List.of()))));
    }

    @Test
    void aTableSaysWhereTheTextsOfItsColumnsStand() {
        Table table = (Table) Markdown.parse("|a|b|c|d|\n|:--|:-:|--:|---|").get(0);

        assertThat(table.columns()).containsExactly(Alignment.LEFT, Alignment.CENTER, Alignment.RIGHT, Alignment.LEFT);
    }

    @Test
    void aPathIsSaidBehindItsText() {
        assertThat(Inlines.parse("see [the *guide*](docs/guide.md \"t\"), f[i](x)"))
                .containsExactly(
                        new Text("see "),
                        new Text("the "),
                        new Emphasis(text("guide")),
                        new Text(" (docs/guide.md), f[i](x)"));
    }

    @Test
    void emphasisIsReadWhereItIsClosedAndNowhereElse() {
        assertThat(Inlines.parse("**a *b* c** and ***d***"))
                .containsExactly(
                        new Strong(List.of(new Text("a "), new Emphasis(text("b")), new Text(" c"))),
                        new Text(" and "),
                        new Strong(List.of(new Emphasis(text("d")))));
        assertThat(Inlines.parse("2 * 3 * 4, my_file_name, **open, \\*no\\*"))
                .containsExactly(new Text("2 * 3 * 4, my_file_name, **open, *no*"));
    }

    @Test
    void codeWithinALineHidesWhatIsInIt() {
        assertThat(Inlines.parse("`a*b*` and `` c`d `` and `open"))
                .containsExactly(
                        new Inline.Code("a*b*"), new Text(" and "), new Inline.Code("c`d"), new Text(" and `open"));
    }

    @Test
    void linksOfTheWebAndOfMailAreLinks() {
        assertThat(
                        Inlines.parse(
                                "[**a**](https://x.org/?q=1 \"t\"), <mailto:a@b.c>, see http://y.org/z. ![p](https://p.org/i.png)"))
                .containsExactly(
                        new Link("https://x.org/?q=1", List.of(new Strong(text("a")))),
                        new Text(", "),
                        new Link("mailto:a@b.c", text("mailto:a@b.c")),
                        new Text(", see "),
                        new Link("http://y.org/z", text("http://y.org/z")),
                        new Text(". "),
                        new Link("https://p.org/i.png", text("p")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a](javascript:alert(1))",
                "[a](JavaScript:alert)",
                "[a](data:text/html,x)",
                "[a](//evil.example)",
                "[a](/local)",
                "[a](java\tscript:x)",
                "<javascript:x>",
                "[a](https://\u202egro.x)",
                "<img src=x onerror=alert(1)>",
                "<script>alert(1)</script>"
            })
    void whatIsNoAddressOfTheWebIsText(String text) {
        assertThat(Inlines.parse(text)).allMatch(inline -> inline instanceof Text);
    }

    @Test
    void nestingWithoutEndDoesNotOverflow() {
        assertThat(Markdown.parse(">".repeat(50_000))).isNotEmpty();
        assertThat(Markdown.parse("- ".repeat(5_000) + "x")).isNotEmpty();
        assertThat(Inlines.parse("*a **b ".repeat(300) + "**x*".repeat(300))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aTextThatGrowsGivesTheBlocksOfTheWholeText(long seed) {
        Random random = new Random(seed);
        String[] parts = {
            "# h\n",
            "text ",
            "\n",
            "\n\n",
            "- item\n",
            "  more\n",
            "1. one\n",
            "```\n",
            "> q\n",
            "| a | b |\n",
            "|---|---|\n",
            "**b** ",
            "`c` ",
            "---\n",
            "    indented\n"
        };
        StringBuilder whole = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            whole.append(parts[random.nextInt(parts.length)]);
        }
        String text = whole.toString();

        List<Block> grown = new ArrayList<>();
        int settled = 0;
        for (int end = 1; end <= text.length(); end++) {
            String rest = text.substring(settled, end);
            int lasting = Markdown.lasting(rest);
            List<Markdown.Placed> tail = Markdown.placed(rest);
            tail.stream().filter(placed -> placed.start() < lasting).forEach(placed -> grown.add(placed.block()));
            settled += lasting;
        }
        grown.addAll(Markdown.parse(text.substring(settled)));

        assertThat(grown).as("seed " + seed + ": " + text).isEqualTo(Markdown.parse(text));
    }

    private static List<Inline> text(String text) {
        return List.of(new Text(text));
    }
}
