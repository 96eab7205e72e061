package usher.local.shop;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The little Markdown that the policies use: headings, paragraphs and lists. */
final class Markdown {

    private Markdown() {}

    static String toHtml(String markdown) {
        return Arrays.stream(Html.escape(markdown).split("\n\\s*\n"))
                .map(Markdown::block)
                .collect(Collectors.joining("\n"));
    }

    private static String block(String block) {
        if (block.startsWith("## ")) {
            return "<h2>" + block.substring(3).strip() + "</h2>";
        }
        if (block.startsWith("# ")) {
            return "<h1>" + block.substring(2).strip() + "</h1>";
        }
        if (block.startsWith("- ")) {
            return block.lines()
                    .map(line -> "<li>" + line.substring(2) + "</li>")
                    .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>"));
        }
        return "<p>" + block.strip() + "</p>";
    }
}
