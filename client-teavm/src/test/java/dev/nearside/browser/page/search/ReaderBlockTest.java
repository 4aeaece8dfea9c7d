package dev.nearside.browser.page.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReaderBlockTest {

    @Test
    void blocksTogetherAreTheWholeText() {
        String text = "A line of a text that is long.\n".repeat(1000) + "😀".repeat(5000);

        List<ReaderBlock> blocks = ReaderBlock.of(text, new int[0]);

        assertThat(joined(text, blocks)).isEqualTo(text);
        assertThat(blocks).allMatch(block -> block.place().end() - block.place().start() <= 4001);
        assertThat(blocks)
                .allMatch(block ->
                        !Character.isLowSurrogate(text.charAt(block.place().start())));
    }

    @Test
    void blocksEndWithLinesWhereThereAreAny() {
        String text = "A line of a text that is long.\n".repeat(1000);

        List<ReaderBlock> blocks = ReaderBlock.of(text, new int[0]);

        assertThat(blocks).hasSizeGreaterThan(5);
        assertThat(blocks).allMatch(block -> text.charAt(block.place().end() - 1) == '\n');
    }

    @Test
    void markdownIsCutWhereItsBlocksBeginAndThePassageHasBlocksOfItsOwn() {
        String text =
                "# Paint\n\n- oil\n- zircon\n\n```\n# no heading\n\nmix();\n```\n\n" + "More of it.\n\n".repeat(900);
        int at = text.indexOf("mix");

        List<ReaderBlock> blocks = ReaderBlock.ofMarkdown(text, new Range(at, at + 3));

        assertThat(joined(text, blocks)).isEqualTo(text);
        assertThat(blocks).hasSizeGreaterThan(3);
        assertThat(blocks.stream()
                        .map(block -> text.substring(
                                block.place().start(), block.place().end())))
                .startsWith("# Paint\n\n- oil\n- zircon\n\n", "```\n# no heading\n\nmix();\n```\n\n");
        assertThat(ReaderBlock.ofMarkdown(text, new Range(0, 0)).get(0).place().start())
                .isZero();
        assertThat(ReaderBlock.ofMarkdown("  \n", new Range(0, 0))).isEmpty();
    }

    @Test
    void aPassageOverSeveralBlocksIsOnePart() {
        String text = "one\n\ntwo\n\nthree\n\nfour\n";

        List<ReaderBlock> blocks = ReaderBlock.ofMarkdown(text, new Range(6, 12));

        assertThat(blocks.stream()
                        .map(block -> text.substring(
                                block.place().start(), block.place().end())))
                .containsExactly("one\n\n", "two\n\nthree\n\n", "four\n");
    }

    @Test
    void eachPageBeginsABlock() {
        String text = "first page\n\nsecond page\n\nthird page";

        List<ReaderBlock> blocks = ReaderBlock.of(text, new int[] {0, 12, 25});

        assertThat(blocks)
                .containsExactly(
                        new ReaderBlock(new Range(0, 12), 1),
                        new ReaderBlock(new Range(12, 25), 2),
                        new ReaderBlock(new Range(25, 35), 3));
    }

    @Test
    void aPageWithoutTextIsPassedOver() {
        List<ReaderBlock> blocks = ReaderBlock.of("first\n\nthird", new int[] {0, 7, 7});

        assertThat(blocks).containsExactly(new ReaderBlock(new Range(0, 7), 1), new ReaderBlock(new Range(7, 12), 3));
    }

    @Test
    void noTextHasNoBlocks() {
        List<ReaderBlock> blocks = ReaderBlock.of("", new int[] {0});

        assertThat(blocks).isEmpty();
    }

    private static String joined(String text, List<ReaderBlock> blocks) {
        return blocks.stream()
                .map(block ->
                        text.substring(block.place().start(), block.place().end()))
                .collect(Collectors.joining());
    }
}
