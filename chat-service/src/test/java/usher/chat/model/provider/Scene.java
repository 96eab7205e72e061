package usher.chat.model.provider;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import usher.chat.model.ModelEvent;
import usher.chat.model.ModelFailure;
import usher.chat.model.Prompt;
import usher.chat.model.ToolCall;
import usher.chat.model.local.TestTools;
import usher.chat.model.prompt.Dialogues;
import usher.chat.model.prompt.PromptText;
import usher.chat.model.prompt.TextTools;
import usher.chat.model.wire.Endpoint;
import usher.chat.model.wire.Endpoint.Kind;
import usher.chat.model.wire.Means;
import usher.e2e.standin.Ledger;
import usher.e2e.standin.Script;
import usher.e2e.standin.StandInProvider;

/** Our side and a provider's: models of each kind against the stand-in, with little patience and a clock that is set. */
final class Scene implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMillis(800);
    static final Duration LONG = Duration.ofSeconds(20);

    static {
        // Outside of Quarkus nothing provides the contexts that would be carried along.
        Infrastructure.clearInterceptors();
    }

    private final Vertx vertx = Vertx.vertx();
    private final StandInProvider standIn = StandInProvider.start();
    private final ObjectMapper mapper = new ObjectMapper();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
    final Providers providers;

    Scene() {
        this(2);
    }

    Scene(int retries) {
        var means = new Means(vertx, vertx.createHttpClient(), mapper, UUID::randomUUID, now::get);
        var dialogues = new Dialogues(new PromptText(), new TextTools(mapper), mapper);
        this.providers = new Providers(new Patient(retries), dialogues, means);
    }

    private record Patient(int retries) implements ProviderConfig {
        @Override
        public Duration connectTimeout() {
            return PATIENCE;
        }

        @Override
        public Duration firstToken() {
            return PATIENCE;
        }

        @Override
        public Duration betweenTokens() {
            return PATIENCE;
        }

        @Override
        public int connections() {
            return 5;
        }

        @Override
        public Duration backoff() {
            return Duration.ofMillis(5);
        }

        @Override
        public Duration longestWait() {
            return Duration.ofSeconds(5);
        }

        @Override
        public long mostBytes() {
            return 1_000_000;
        }

        @Override
        public Duration testTimeout() {
            return PATIENCE;
        }
    }

    Script script() {
        return standIn.script();
    }

    List<Ledger.Entry> requests() {
        return standIn.ledger().entries();
    }

    void later(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    Endpoint endpoint(Kind kind) {
        return new Endpoint(
                kind, kind == Kind.OPENAI ? standIn.baseUrl() : standIn.url(), StandInProvider.MODEL, "key", true);
    }

    Heard ask(Kind kind, String question) {
        return ask(endpoint(kind), prompt(question));
    }

    Heard ask(Endpoint endpoint, Prompt prompt) {
        var subscriber = providers
                .model(endpoint)
                .reply(prompt)
                .subscribe()
                .withSubscriber(AssertSubscriber.<ModelEvent>create(Long.MAX_VALUE));
        return new Heard(subscriber);
    }

    static Prompt prompt(String question) {
        return prompt(question, 2048);
    }

    static Prompt prompt(String question, int maxTokens) {
        return new Prompt(
                new Prompt.Persona("Ada", "Camp & Co", "Be kind.", null),
                "en",
                List.of(),
                List.of(
                        new Prompt.Line(Prompt.Speaker.ASSISTANT, "Hi, I am Ada."),
                        new Prompt.Line(Prompt.Speaker.VISITOR, "Hello")),
                question,
                TestTools.ALL,
                List.of(),
                new Prompt.Limits(maxTokens, 0.3));
    }

    /** What came of one reply. */
    record Heard(AssertSubscriber<ModelEvent> subscriber) {
        Heard whole() {
            subscriber.awaitCompletion(LONG);
            return this;
        }

        String failure() {
            subscriber.awaitFailure(LONG);
            return subscriber.getFailure() instanceof ModelFailure failure
                    ? failure.code()
                    : "" + subscriber.getFailure();
        }

        List<ModelEvent> events() {
            return subscriber.getItems();
        }

        String text() {
            return events().stream()
                    .map(event -> event instanceof ModelEvent.Text(var delta) ? delta : "")
                    .collect(Collectors.joining());
        }

        List<ToolCall> calls() {
            return events().stream()
                    .filter(ModelEvent.Call.class::isInstance)
                    .map(event -> ((ModelEvent.Call) event).call())
                    .toList();
        }

        ModelEvent.Usage usage() {
            return (ModelEvent.Usage) events().stream()
                    .filter(ModelEvent.Usage.class::isInstance)
                    .findFirst()
                    .orElseThrow();
        }

        String end() {
            return events().getLast() instanceof ModelEvent.End(var reason) ? reason : "";
        }
    }

    @Override
    public void close() {
        standIn.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
