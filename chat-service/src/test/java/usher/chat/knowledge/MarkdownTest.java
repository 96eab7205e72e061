package usher.chat.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MarkdownTest {
    @Test
    void makesAPassageOfEachSectionUnderItsHeadings() {
        var passages = Markdown.passages(
                "Returns",
                "# Returns\n\nYou have 30 days.\n\n## Refunds\n\n### Cards\nAfter a week.\n\n## Empty\n\n## Gifts\nYes.");

        assertEquals(
                List.of(
                        "# Returns\n\nYou have 30 days.",
                        "# Returns › Refunds › Cards\n\nAfter a week.",
                        "# Returns › Gifts\n\nYes."),
                passages);
    }

    @Test
    void leavesOutLinksAndEmphasisButNotTheirText() {
        var passages = Markdown.passages("A", "See **our** [terms](https://x.example/terms) and `code`.");

        assertEquals(List.of("# A\n\nSee our terms and code."), passages);
    }

    @Test
    void takesNoHeadingOutOfCode() {
        var passages = Markdown.passages("A", "Before\n\n```\n# a comment\n```\n\nAfter");

        assertEquals(1, passages.size());
    }

    @Test
    void cutsALongSectionIntoPiecesOfAFewParagraphs() {
        var paragraph = words(70) + ".";
        var markdown = String.join("\n\n", paragraph, paragraph, paragraph, paragraph, paragraph, paragraph);

        var passages = Markdown.passages("Long", markdown);

        assertEquals(2, passages.size());
        assertTrue(passages.stream().allMatch(passage -> passage.startsWith("# Long\n\n")));
    }

    @Test
    void cutsAParagraphWithoutEndAndLosesNoWord() {
        var passages = Markdown.passages("Endless", words(1_000));

        int words = passages.stream()
                .mapToInt(passage -> passage.split("\n\n", 2)[1].split("\\s+").length)
                .peek(count -> assertTrue(count <= 220))
                .sum();
        assertEquals(1_000, words);
    }

    private static String words(int count) {
        return IntStream.range(0, count).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
    }
}
