package usher.chat.model;

import org.jspecify.annotations.Nullable;

/** What a model says while it answers, in order; never shown to a visitor as it is. */
public sealed interface ModelEvent {
    /** The provider took the request: by which id it knows it, and which model it says it serves; where it says so. */
    record Started(@Nullable String requestId, @Nullable String servedModel) implements ModelEvent {}

    /** A piece of the answer's text. */
    record Text(String delta) implements ModelEvent {}

    /** The model wants a tool to run before it goes on. */
    record Call(ToolCall call) implements ModelEvent {}

    /** Tokens of this one request as the provider counted them. */
    record Usage(TokenUse tokens) implements ModelEvent {}

    /** The last event: {@code stop}, {@code length}, {@code tool_calls} or {@code content_filter}. */
    record End(String finishReason) implements ModelEvent {}
}
