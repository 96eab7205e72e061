package usher.chat.conversation;

import org.jspecify.annotations.Nullable;

/** A source of an answer; {@code index} is the number that stands in its text as {@code [1]}. */
public record Citation(int index, String title, @Nullable String url) {}
