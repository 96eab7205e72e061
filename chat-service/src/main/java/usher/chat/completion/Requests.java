package usher.chat.completion;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import usher.chat.assistant.Terms;
import usher.chat.completion.ChatRequest.Message;
import usher.chat.model.Prompt;
import usher.chat.persona.Persona;
import usher.contracts.event.ToolDefinition;

/**
 * Puts a request into the assistant's words: the last message of the user is the question, what stands before it the history,
 * what stands after it the rounds of the caller's own tools, and system messages are further instructions.
 */
@ApplicationScoped
class Requests {
    private static final int MOST_MESSAGES = 2_000;
    private static final int LONGEST_QUESTION = 32_000;
    private static final int LONGEST_USER = 255;
    private static final double HOTTEST = 2;

    private final ClientTools tools;

    Requests(ClientTools tools) {
        this.tools = tools;
    }

    Wanted read(ChatRequest request, PersonaModel model, Persona persona, @Nullable String idempotencyKey) {
        requireSupported(request);
        var messages = messages(request);
        int asked = lastOfUser(messages);
        var question = Content.text(messages.get(asked).content(), "messages." + asked + ".content");
        if (question.isBlank() || question.length() > LONGEST_QUESTION) {
            throw Bad.value(
                    "messages." + asked + ".content",
                    "The last user message must have 1 to " + LONGEST_QUESTION + " characters.");
        }
        var rounds = tools.rounds(messages, asked + 1);
        var terms = new Terms(
                persona,
                instructions(messages),
                offered(request, rounds),
                rounds,
                request.mostTokens(),
                request.temperature());
        return new Wanted(model, question, history(messages, asked), terms, user(request), idempotencyKey);
    }

    private static void requireSupported(ChatRequest request) {
        if (request.n() != null && request.n() != 1) {
            throw Bad.unsupported("n", "Only one choice is made: leave n out, or set it to 1.");
        }
        if (request.stop() != null
                        && !request.stop().isNull()
                        && !request.stop().isEmpty()
                || request.stop() != null && request.stop().isTextual()) {
            throw Bad.unsupported("stop", "Stop sequences are not supported.");
        }
        var format = request.responseFormat();
        if (format != null
                && format.isObject()
                && !format.path("type").asText("text").equals("text")) {
            throw Bad.unsupported("response_format", "Answers are text: response_format must be of type text.");
        }
        var most = request.mostTokens();
        if (most != null && most < 1) {
            throw Bad.value(
                    request.maxCompletionTokens() == null ? "max_tokens" : "max_completion_tokens",
                    "At least one token must be allowed.");
        }
        var temperature = request.temperature();
        if (temperature != null && !(temperature >= 0 && temperature <= HOTTEST)) {
            throw Bad.value("temperature", "The temperature is between 0 and 2.");
        }
    }

    private static List<Message> messages(ChatRequest request) {
        var messages = request.messages();
        if (messages == null) {
            throw Bad.missing("messages");
        }
        if (messages.isEmpty() || messages.size() > MOST_MESSAGES) {
            throw Bad.value("messages", "There must be 1 to " + MOST_MESSAGES + " messages.");
        }
        for (int at = 0; at < messages.size(); at++) {
            if (messages.get(at) == null) {
                throw Bad.value("messages." + at, "A message is an object with role and content.");
            }
            requireRole(messages.get(at).role(), "messages." + at + ".role");
        }
        return messages;
    }

    private static void requireRole(@Nullable String role, String param) {
        if (role == null) {
            throw Bad.missing(param);
        }
        if (!List.of("system", "developer", "user", "assistant", "tool").contains(role)) {
            throw Bad.value(param, "The role must be system, developer, user, assistant or tool.");
        }
    }

    private static int lastOfUser(List<Message> messages) {
        for (int at = messages.size() - 1; at >= 0; at--) {
            if (is(messages.get(at), "user")) {
                return at;
            }
        }
        throw Bad.value("messages", "There must be a message with the role user: it is the question.");
    }

    private static String instructions(List<Message> messages) {
        var said = new ArrayList<String>();
        for (int at = 0; at < messages.size(); at++) {
            if (is(messages.get(at), "system") || is(messages.get(at), "developer")) {
                said.add(Content.text(messages.get(at).content(), "messages." + at + ".content"));
            }
        }
        return String.join("\n", said).strip();
    }

    /** What tools said before the question is in the answers that followed; the window would drop it first anyway. */
    private static List<Prompt.Line> history(List<Message> messages, int asked) {
        var lines = new ArrayList<Prompt.Line>();
        for (int at = 0; at < asked; at++) {
            var message = messages.get(at);
            if (is(message, "user") || is(message, "assistant")) {
                var text = Content.text(message.content(), "messages." + at + ".content");
                if (!text.isBlank()) {
                    lines.add(new Prompt.Line(
                            is(message, "user") ? Prompt.Speaker.VISITOR : Prompt.Speaker.ASSISTANT, text));
                }
            }
        }
        return lines;
    }

    /** A caller that reports what its tools said goes on with its own, even when it offers none any more. */
    private @Nullable List<ToolDefinition> offered(ChatRequest request, List<Prompt.Round> rounds) {
        var own = tools.offered(Objects.requireNonNullElse(request.tools(), List.of()), request.toolChoice());
        return own.isEmpty() && rounds.isEmpty() && !declines(request.toolChoice()) ? null : own;
    }

    private static boolean declines(@Nullable JsonNode choice) {
        return choice != null && choice.asText().equals("none");
    }

    private static @Nullable String user(ChatRequest request) {
        var user = request.user();
        if (user != null && (user.length() > LONGEST_USER || user.indexOf('\0') >= 0)) {
            throw Bad.value("user", "The user is named by up to " + LONGEST_USER + " characters.");
        }
        return user == null || user.isBlank() ? null : user;
    }

    private static boolean is(Message message, String role) {
        return role.equals(message.role());
    }
}
