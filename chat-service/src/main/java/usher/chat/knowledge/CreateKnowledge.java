package usher.chat.knowledge;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something to know: a {@code document} with {@code text} in Markdown, or an {@code faq} entry, whose {@code questions} are
 * example questions of one topic, its {@code title}, and whose {@code answer} is given word for word.
 */
public record CreateKnowledge(
        @NotNull @Pattern(regexp = "document|faq") String kind,
        @NotBlank @Size(max = 300) String title,

        @Nullable @Size(max = 2000) @Pattern(regexp = "https?://[^\\s]+")
        String url,

        @Nullable @Size(max = 400_000) String text,
        @Nullable @Size(max = 2000) List<@NotBlank @Size(max = 2000) String> questions,
        @Nullable @Size(max = 20_000) String answer) {

    @AssertTrue(message = "A document has text; an faq entry has questions and an answer.")
    @Schema(hidden = true)
    public boolean isComplete() {
        return "faq".equals(kind)
                ? filled(answer) && questions != null && !questions.isEmpty() && text == null
                : filled(text) && questions == null && answer == null;
    }

    private static boolean filled(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
