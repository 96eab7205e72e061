package usher.chat.model;

/** What a model says while it answers, in order; never shown to a visitor as it is. */
public sealed interface ModelEvent {
    /** A piece of the answer's text. */
    record Text(String delta) implements ModelEvent {}

    /** The model wants a tool to run before it goes on. */
    record Call(ToolCall call) implements ModelEvent {}

    /** Tokens of this one request as the provider counted them. */
    record Usage(TokenUse tokens) implements ModelEvent {}

    /** The last event: {@code stop}, {@code length}, {@code tool_calls} or {@code content_filter}. */
    record End(String finishReason) implements ModelEvent {}
}
