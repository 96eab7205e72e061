package usher.chat.completion;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat completions request, as far as it is understood. Fields that are not known here are ignored, because clients send what
 * newer models take. See platform.openai.com/docs/api-reference/chat/create.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ChatRequest(
        @Nullable String model,
        @Nullable List<Message> messages,
        @Nullable Boolean stream,
        @Nullable StreamOptions streamOptions,
        @Nullable List<Tool> tools,
        @Nullable JsonNode toolChoice,
        @Nullable Integer n,
        @Nullable Integer maxTokens,
        @Nullable Integer maxCompletionTokens,
        @Nullable Double temperature,
        @Nullable JsonNode stop,
        @Nullable JsonNode responseFormat,
        @Nullable String user) {

    /** {@code content} is a text, or a list of parts. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Message(
            @Nullable String role,
            @Nullable JsonNode content,
            @Nullable List<Call> toolCalls,
            @Nullable String toolCallId) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Call(@Nullable String id, @Nullable Called function) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Called(@Nullable String name, @Nullable String arguments) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Tool(@Nullable String type, @Nullable Function function) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Function(
            @Nullable String name,
            @Nullable String description,
            @Nullable JsonNode parameters) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record StreamOptions(@Nullable Boolean includeUsage) {}

    boolean wantsStream() {
        return Boolean.TRUE.equals(stream);
    }

    boolean wantsUsage() {
        return streamOptions != null && Boolean.TRUE.equals(streamOptions.includeUsage());
    }

    @Nullable
    Integer mostTokens() {
        return maxCompletionTokens == null ? maxTokens : maxCompletionTokens;
    }
}
