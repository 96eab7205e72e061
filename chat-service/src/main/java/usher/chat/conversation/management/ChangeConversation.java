package usher.chat.conversation.management;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What to change; absent stays as it is. A blank title brings back the one made from the first question. */
public record ChangeConversation(
        @Nullable @Size(max = 120) String title, @Nullable Boolean pinned) {

    @AssertTrue(message = "Give a title or pinned.")
    @Schema(hidden = true)
    public boolean isSomething() {
        return title != null || pinned != null;
    }
}
