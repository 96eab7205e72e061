package usher.chat.model.local;

import java.util.List;
import usher.chat.model.ToolCall;

/** What the engine decided to do next. */
sealed interface Move {
    /** Give this answer. */
    record Say(String text) implements Move {}

    /** Let these tools run and be asked again. */
    record Run(List<ToolCall> calls) implements Move {}
}
