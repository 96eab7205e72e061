package usher.bench;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import usher.e2e.client.Api;

/** What is asked: short questions, each a little different. */
final class Questions {
    /** The provider's model, and ours. */
    static final String STAND_IN = "stand-in-1";

    static final String PERSONA = "persona:support-assistant@live";

    private static final int TURNS_A_CONVERSATION = 10;

    private Questions() {}

    static String question(int number) {
        return "How long does delivery take to my town, number " + number + "?";
    }

    /** A short persona and one question, as chat-service would send it. */
    static Requests completion(String model) {
        return new Completion(model, false);
    }

    static Requests streamedCompletion(String model) {
        return new Completion(model, true);
    }

    private static final class Completion implements Requests {
        private final String model;
        private final boolean streamed;
        private int asked;

        Completion(String model, boolean streamed) {
            this.model = model;
            this.streamed = streamed;
        }

        @Override
        public String next() {
            return Api.json(Map.of(
                    "model",
                    model,
                    "stream",
                    streamed,
                    "messages",
                    List.of(
                            Map.of("role", "system", "content", "You are the support assistant of Bench. Be brief."),
                            Map.of("role", "user", "content", question(asked++)))));
        }
    }

    /** Each question opens a conversation of its own. */
    static final class Opening implements Requests {
        private int asked;

        @Override
        public String next() {
            return "{\"text\":\"" + question(asked++) + "\",\"clientMessageId\":\"" + UUID.randomUUID() + "\"}";
        }
    }

    /** A tenant's server that talks to one visitor after the other, some turns with each. */
    static final class Conversation implements Requests {
        private final AtomicReference<@Nullable String> conversation = new AtomicReference<>();
        private int asked;

        @Override
        public String next() {
            if (asked % TURNS_A_CONVERSATION == 0) {
                conversation.set(null);
            }
            var text = question(asked++);
            var id = conversation.get();
            var message = "\"text\":\"" + text + "\",\"clientMessageId\":\"" + UUID.randomUUID() + "\"";
            return id == null ? "{" + message + "}" : "{" + message + ",\"conversation\":\"" + id + "\"}";
        }

        @Override
        public void answered(String body) {
            if (conversation.get() == null) {
                int at = body.indexOf("cnv_");
                conversation.set(body.substring(at, at + "cnv_".length() + 26));
            }
        }
    }
}
