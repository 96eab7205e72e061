package usher.chat.turn.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import usher.chat.conversation.Confirmation;
import usher.chat.turn.ReplyEvent;
import usher.chat.turn.ReplyEvent.CitationAdded;
import usher.chat.turn.ReplyEvent.Failed;
import usher.chat.turn.ReplyEvent.MessageCompleted;
import usher.chat.turn.ReplyEvent.TextDelta;
import usher.chat.turn.ReplyEvent.ToolProgress;
import usher.chat.turn.ReplyEvent.TurnCompleted;
import usher.chat.turn.ReplyEvent.TurnStarted;
import usher.contracts.id.CallId;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TurnId;
import usher.kit.problem.Problem;
import usher.kit.problem.Refusal;

class FramingTest {
    private static final TurnId TURN = new TurnId(new UUID(0, 1));
    private static final MessageId MESSAGE = new MessageId(new UUID(0, 2));
    private static final CallId CALL = new CallId(new UUID(0, 3));
    private static final List<ReplyEvent> TURN_WITH_TOOL = List.of(
            new TurnStarted(TURN, new ConversationId(new UUID(0, 4)), MESSAGE),
            new TextDelta(MESSAGE, "Let me see."),
            new ToolProgress(CALL, "Checking", "running"),
            new ToolProgress(CALL, "Checked", "succeeded"),
            new TextDelta(MESSAGE, "Shipped [1]."),
            new CitationAdded(1, "Shipping", "https://example.com/shipping"),
            new CitationAdded(2, "Handbook", null),
            new MessageCompleted(MESSAGE, "stop", null),
            new TurnCompleted(TURN));

    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    @Test
    void closesAnAgUiMessageBeforeAToolAndOpensAnother() {
        assertEquals(
                List.of(
                        "RUN_STARTED",
                        "TEXT_MESSAGE_START",
                        "TEXT_MESSAGE_CONTENT",
                        "TEXT_MESSAGE_END",
                        "TOOL_CALL_START",
                        "TOOL_CALL_END",
                        "TOOL_CALL_RESULT",
                        "TEXT_MESSAGE_START",
                        "TEXT_MESSAGE_CONTENT",
                        "CUSTOM",
                        "CUSTOM",
                        "TEXT_MESSAGE_END",
                        "CUSTOM",
                        "RUN_FINISHED"),
                types(frames(Format.AG_UI, TURN_WITH_TOOL)));
    }

    @Test
    void writesTheAiSdksPartsAndItsEnd() {
        var frames = frames(Format.AI_SDK, TURN_WITH_TOOL);

        assertEquals("[DONE]", frames.getLast().data());
        assertEquals(
                List.of(
                        "start",
                        "start-step",
                        "text-start",
                        "text-delta",
                        "text-end",
                        "data-tool",
                        "data-tool",
                        "text-start",
                        "text-delta",
                        "source-url",
                        "source-document",
                        "text-end",
                        "data-message-completed",
                        "finish-step",
                        "finish"),
                types(frames.subList(0, frames.size() - 1)));
    }

    @Test
    void carriesWhatMustBeConfirmedAndHowItWasDecided() {
        var confirmation = new Confirmation(
                Instant.parse("2026-12-01T10:00:00Z"), List.of(new Confirmation.Detail("Order", "1042")));
        var asked = List.<ReplyEvent>of(
                TURN_WITH_TOOL.getFirst(), new ToolProgress(CALL, "Refund", "needs_confirmation", confirmation));
        var declined = List.<ReplyEvent>of(TURN_WITH_TOOL.getFirst(), new ToolProgress(CALL, "Refund", "declined"));

        assertTrue(frames(Format.AG_UI, asked).getLast().data().contains("\"value\":\"1042\""));
        assertTrue(frames(Format.AI_SDK, asked).getLast().data().contains("\"value\":\"1042\""));
        assertEquals(
                List.of("RUN_STARTED", "TOOL_CALL_START", "TOOL_CALL_END", "TOOL_CALL_RESULT"),
                types(frames(Format.AG_UI, declined)));
    }

    @Test
    void tellsAFailureAsEachFramingDoes() {
        var failed = List.<ReplyEvent>of(
                TURN_WITH_TOOL.getFirst(),
                new Failed(Problem.of(new Refusal("model-unavailable", 502, "Not now."), null)),
                new TurnCompleted(TURN));

        assertEquals(List.of("RUN_STARTED", "RUN_ERROR"), types(frames(Format.AG_UI, failed)));
        assertTrue(frames(Format.AI_SDK, failed).stream()
                .anyMatch(frame -> frame.data().contains("\"errorText\":\"Not now.\"")));
    }

    @Test
    void refusesAFormatThatItDoesNotKnow() {
        assertThrows(Refusal.class, () -> Format.named("morse"));
        assertFalse(Format.AI_SDK.headers().isEmpty());
    }

    private List<Frame> frames(Format format, List<ReplyEvent> events) {
        var framing = format.start(mapper);
        return events.stream().flatMap(event -> framing.frames(event).stream()).toList();
    }

    private List<String> types(List<Frame> frames) {
        return frames.stream()
                .map(frame -> {
                    try {
                        return mapper.readTree(frame.data()).path("type").asText();
                    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }
}
