package usher.chat.model.routing;

import java.util.List;
import usher.contracts.event.ToolDefinition;

/**
 * What routing knows of a question. {@code earlier} is how many messages came before; {@code stickyKey} stays the same for a
 * signed visitor, or else for a conversation.
 */
public record Situation(String question, int earlier, List<ToolDefinition> tools, String stickyKey) {}
