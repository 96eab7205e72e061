package usher.chat.assistant.context;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import usher.chat.model.Prompt;
import usher.chat.model.TokenEstimate;

/**
 * Retrieved passages within a budget: blanks are squeezed, what stands there twice is there once, and the first passage that
 * does not fit is shortened. A passage keeps its number, because answers cite by it.
 */
public final class Passages {
    /** Less than this of a passage says nothing. */
    private static final int LEAST_TOKENS = 24;

    private static final Pattern BLANKS = Pattern.compile("[ \\t\\u00a0]{2,}|\\t|\\u00a0");
    private static final Pattern EMPTY_LINES = Pattern.compile("[ \\t]*\\n(?:[ \\t]*\\n)+");
    private static final Pattern ANY_SPACE = Pattern.compile("\\s+");

    private Passages() {}

    public static List<Prompt.Passage> fit(List<Prompt.Passage> found, int tokens) {
        var fitting = new ArrayList<Prompt.Passage>();
        var seen = new HashSet<String>();
        int left = tokens;
        for (var passage : found) {
            var squeezed = with(passage, squeeze(passage.text()), passage.answer());
            if (!seen.add(gist(squeezed))) {
                continue;
            }
            int size = size(squeezed);
            if (size <= left) {
                fitting.add(squeezed);
            } else if (left >= LEAST_TOKENS) {
                fitting.add(shorten(squeezed, left));
            }
            left -= Math.min(size, Math.max(left, 0));
        }
        return List.copyOf(fitting);
    }

    private static Prompt.Passage shorten(Prompt.Passage passage, int tokens) {
        var answer = passage.answer();
        if (answer == null) {
            return with(passage, Excerpt.of(passage.text(), tokens), null);
        }
        var text = Excerpt.of(passage.text(), tokens / 2);
        return with(passage, text, Excerpt.of(answer, tokens - TokenEstimate.of(text)));
    }

    private static int size(Prompt.Passage passage) {
        return TokenEstimate.of(passage.text()) + (passage.answer() == null ? 0 : TokenEstimate.of(passage.answer()));
    }

    private static String squeeze(String text) {
        return EMPTY_LINES
                .matcher(BLANKS.matcher(text).replaceAll(" "))
                .replaceAll("\n\n")
                .strip();
    }

    private static String gist(Prompt.Passage passage) {
        return ANY_SPACE
                .matcher(passage.text() + "\n" + passage.answer())
                .replaceAll(" ")
                .toLowerCase(Locale.ROOT);
    }

    private static Prompt.Passage with(Prompt.Passage passage, String text, @Nullable String answer) {
        return new Prompt.Passage(
                passage.index(),
                passage.document(),
                passage.chunk(),
                passage.title(),
                passage.url(),
                text,
                passage.score(),
                answer,
                passage.live());
    }
}
