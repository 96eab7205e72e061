package usher.chat.conversation;

/** A visitor's yes or no to an act that waits for it; {@code asked} is the tool's use as the answer that asks has it. */
public record Decision(ToolUse asked, boolean confirms) {}
