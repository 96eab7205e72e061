package usher.chat.conversation;

import org.jspecify.annotations.Nullable;
import usher.contracts.id.MemberId;

/**
 * A yes or no to an act that waits for it; {@code asked} is the tool's use as the answer that asks has it. The visitor's own, unless
 * {@code by} says which member of the tenant decides in their place.
 */
public record Decision(
        ToolUse asked, boolean confirms, @Nullable MemberId by) {
    /** The visitor's own. */
    public Decision(ToolUse asked, boolean confirms) {
        this(asked, confirms, null);
    }
}
