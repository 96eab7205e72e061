package usher.chat.model.provider;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import usher.chat.model.Model;
import usher.chat.model.ModelEvent;
import usher.chat.model.ModelFailure;
import usher.chat.model.Prompt;
import usher.chat.model.anthropic.Anthropic;
import usher.chat.model.gemini.Gemini;
import usher.chat.model.ollama.Ollama;
import usher.chat.model.ollama.OllamaTags;
import usher.chat.model.openai.OpenAi;
import usher.chat.model.openai.OpenAiEmbeddings;
import usher.chat.model.prompt.Dialogues;
import usher.chat.model.wire.Breaker;
import usher.chat.model.wire.Endpoint;
import usher.chat.model.wire.Endpoint.Kind;
import usher.chat.model.wire.JsonCall;
import usher.chat.model.wire.Line;
import usher.chat.model.wire.Means;
import usher.chat.model.wire.Patience;
import usher.chat.model.wire.Protocol;
import usher.chat.model.wire.RemoteModel;
import usher.kit.time.Ids;

/** Makes models of endpoints. All share one HTTP client, and those behind one base URL one breaker. */
@ApplicationScoped
public class Providers {
    private final ProviderConfig config;
    private final Means means;
    private final Map<Kind, Protocol> protocols = new EnumMap<>(Kind.class);
    private final Protocol tags = new OllamaTags();
    private final Patience patience;
    private final Cache<String, Breaker> breakers =
            Caffeine.newBuilder().maximumSize(10_000).build();
    private final Cache<Endpoint, Model> models = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    @Inject
    Providers(
            Vertx vertx,
            ProviderConfig config,
            Dialogues dialogues,
            ObjectMapper mapper,
            Ids ids,
            InstantSource clock) {
        this(config, dialogues, means(vertx, config, mapper, ids, clock));
    }

    Providers(ProviderConfig config, Dialogues dialogues, Means means) {
        this.config = config;
        this.means = means;
        this.patience = new Patience(
                config.firstToken(),
                config.betweenTokens(),
                config.retries(),
                config.backoff(),
                config.longestWait(),
                config.mostBytes());
        protocols.put(Kind.OPENAI, new OpenAi(dialogues, means.mapper()));
        protocols.put(Kind.ANTHROPIC, new Anthropic(dialogues, means.mapper()));
        protocols.put(Kind.GEMINI, new Gemini(dialogues, means.mapper()));
        protocols.put(Kind.OLLAMA, new Ollama(dialogues, means.mapper()));
    }

    /** The model at this endpoint; the same one for the same endpoint. */
    public Model model(Endpoint endpoint) {
        return models.get(endpoint, this::make);
    }

    /** What makes embeddings at this endpoint. Only OpenAI's protocol is spoken for that; Ollama's server speaks it as well. */
    public OpenAiEmbeddings embeddings(Endpoint endpoint) {
        if (endpoint.kind() != Kind.OPENAI) {
            throw new ModelFailure("embedding-unsupported", "Embeddings are taken from servers of OpenAI's protocol");
        }
        return new OpenAiEmbeddings(endpoint, new JsonCall(patience, breaker(endpoint), means), means.mapper());
    }

    /**
     * Asks the endpoint for a word, or Ollama for its models, because a word would make it load one. Takes no account of
     * the breaker: somebody wants to know.
     */
    public Uni<Connection> test(Endpoint endpoint) {
        var limit = config.testTimeout();
        var once = new Patience(limit, limit, 0, limit, Duration.ZERO, config.mostBytes());
        boolean lists = endpoint.kind() == Kind.OLLAMA;
        var protocol = lists ? tags : protocol(endpoint);
        var model = new RemoteModel(new Line(endpoint, protocol, once, new Breaker(means.clock()), means));
        long begun = System.nanoTime();
        return model.reply(TINY)
                .collect()
                .asList()
                .ifNoItem()
                .after(limit)
                .failWith(() -> new ModelFailure("model-timeout", "The test took too long"))
                .map(events -> lists ? listed(endpoint, names(events), begun) : works(begun, List.of()))
                .onFailure(ModelFailure.class)
                .recoverWithItem(failure -> new Connection.Fails(((ModelFailure) failure).code(), List.of()));
    }

    private static final Prompt TINY = new Prompt(
            new Prompt.Persona("Test", "Test", "Answer with the word OK.", null),
            "en",
            List.of(),
            List.of(),
            "Say OK.",
            List.of(),
            List.of(),
            new Prompt.Limits(16, 0));

    /** Ollama calls a model without a tag its latest. */
    private static Connection listed(Endpoint endpoint, List<String> offered, long begun) {
        boolean there = offered.contains(endpoint.model()) || offered.contains(endpoint.model() + ":latest");
        return there ? works(begun, offered) : new Connection.Fails("model-unknown", offered);
    }

    private static Connection works(long begun, List<String> offered) {
        return new Connection.Works(Duration.ofNanos(System.nanoTime() - begun).toMillis(), offered);
    }

    private static List<String> names(List<ModelEvent> events) {
        return events.stream()
                .filter(ModelEvent.Text.class::isInstance)
                .map(event -> ((ModelEvent.Text) event).delta())
                .toList();
    }

    private Model make(Endpoint endpoint) {
        return new RemoteModel(new Line(endpoint, protocol(endpoint), patience, breaker(endpoint), means));
    }

    private Breaker breaker(Endpoint endpoint) {
        return breakers.get(endpoint.baseUrl(), url -> new Breaker(means.clock()));
    }

    private Protocol protocol(Endpoint endpoint) {
        return java.util.Objects.requireNonNull(protocols.get(endpoint.kind()));
    }

    static Means means(Vertx vertx, ProviderConfig config, ObjectMapper mapper, Ids ids, InstantSource clock) {
        var client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setMaxPoolSize(config.connections())
                .setKeepAlive(true)
                .setTryUseCompression(false));
        return new Means(vertx, client, mapper, ids::next, clock);
    }
}
