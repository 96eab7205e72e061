package usher.chat.model.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import usher.chat.model.Model;
import usher.chat.model.PromptText;
import usher.kit.time.Ids;

/** Makes models of this protocol; all share one HTTP client, and those of one endpoint one breaker. */
@ApplicationScoped
public class OpenAiModels {
    private final HttpClient client;
    private final OpenAiConfig config;
    private final PromptText prompts;
    private final ObjectMapper mapper;
    private final Ids ids;
    private final InstantSource clock;
    private final Cache<String, Breaker> breakers =
            Caffeine.newBuilder().maximumSize(10_000).build();

    OpenAiModels(
            Vertx vertx, OpenAiConfig config, PromptText prompts, ObjectMapper mapper, Ids ids, InstantSource clock) {
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setMaxPoolSize(config.connections())
                .setKeepAlive(true)
                .setTryUseCompression(false));
        this.config = config;
        this.prompts = prompts;
        this.mapper = mapper;
        this.ids = ids;
        this.clock = clock;
    }

    /** {@code baseUrl} ends before {@code /chat/completions}; an empty key sends no credential. */
    public Model model(String baseUrl, String name, String apiKey) {
        var url = (baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl) + "/chat/completions";
        var breaker = breakers.get(url, key -> new Breaker(clock));
        var requests = new RequestJson(name, prompts, mapper);
        return new OpenAiModel(new Endpoint(client, url, apiKey, config, breaker), requests, mapper, ids);
    }
}
