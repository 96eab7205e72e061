package usher.e2e.standin;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the stand-in does with one request. Steps nest: {@code stall(ofSeconds(2), say("Hello"))}. */
public sealed interface Step {

    /** Answers with this text; {@code {question}} and {@code {result}} are filled in. */
    record Say(String text) implements Step {}

    /** Answers with a text derived from the question alone, the same for the same question at any time. */
    record Derive() implements Step {}

    /** Calls tools instead of answering. */
    record Call(List<Use> uses) implements Step {
        public Call {
            uses = List.copyOf(uses);
        }
    }

    /** Refuses with an error in the provider's shape; a code or a wait may be absent. */
    record Fail(
            int status,
            String type,
            @Nullable String code,
            String message,
            @Nullable Duration retryAfter) implements Step {

        /** The wait in whole seconds, at least one, or null without a wait. */
        public @Nullable String retryAfterSeconds() {
            return retryAfter == null ? null : Long.toString(Math.max(1, retryAfter.toSeconds()));
        }
    }

    /** Is silent for a while before anything is sent, the status line included. */
    record Stall(Duration time, Step then) implements Step {}

    /** Streams with a pause before each token. */
    record Trickle(Duration pause, Step then) implements Step {}

    /** Cuts the connection after so many streamed tokens. A request that does not stream is cut without a byte of its answer. */
    record Cut(int tokens, Step then) implements Step {}

    /** Stops after so many streamed tokens and keeps the connection open. */
    record Hang(int tokens, Step then) implements Step {}

    /** Says after so many streamed tokens that it failed. */
    record Fault(int tokens, Fail what, Step then) implements Step {}

    /** Answers and says that the provider's own filter stopped it. */
    record Filtered(Step then) implements Step {}

    /** Reports so many prompt tokens as read from the provider's cache. */
    record Cached(int tokens, Step then) implements Step {}

    /** Thinks before it answers, for so many tokens. */
    record Thought(int tokens, Step then) implements Step {}

    /** Decides when the request is there; only as the outermost step of a rule. */
    record Choose(Function<ChatRequest, Step> decide) implements Step {}

    /** One tool call: the function's name and its arguments as JSON text. */
    record Use(String tool, String arguments) {}

    static Step say(String text) {
        return new Say(text);
    }

    static Step derive() {
        return new Derive();
    }

    static Step call(String tool, String arguments) {
        return new Call(List.of(new Use(tool, arguments)));
    }

    static Step call(Use... uses) {
        return new Call(List.of(uses));
    }

    static Step choose(Function<ChatRequest, Step> decide) {
        return new Choose(decide);
    }

    static Step stall(Duration time, Step then) {
        return new Stall(time, then);
    }

    static Step trickle(Duration pause, Step then) {
        return new Trickle(pause, then);
    }

    static Step cut(int tokens, Step then) {
        return new Cut(tokens, then);
    }

    static Step hang(int tokens, Step then) {
        return new Hang(tokens, then);
    }

    static Step fault(int tokens, Fail what, Step then) {
        return new Fault(tokens, what, then);
    }

    static Step thought(int tokens, Step then) {
        return new Thought(tokens, then);
    }

    static Step filtered(Step then) {
        return new Filtered(then);
    }

    static Step cached(int tokens, Step then) {
        return new Cached(tokens, then);
    }

    static Fail serverError() {
        return new Fail(
                500,
                "server_error",
                null,
                "The server had an error while processing your request. Sorry about that!",
                null);
    }

    static Fail overloaded() {
        return new Fail(
                503,
                "service_unavailable_error",
                null,
                "The engine is currently overloaded, please try again later",
                Duration.ofSeconds(1));
    }

    static Fail rateLimited(Duration retryAfter) {
        return new Fail(
                429, "requests", "rate_limit_exceeded", "Rate limit reached. Please try again later.", retryAfter);
    }

    static Fail contextTooLong(int limit) {
        return new Fail(
                400,
                "invalid_request_error",
                "context_length_exceeded",
                "This model's maximum context length is " + limit
                        + " tokens. Please reduce the length of the messages.",
                null);
    }
}
