package usher.chat.model.openai;

import io.vertx.core.http.HttpClient;

/** Where a model is reached. */
record Endpoint(HttpClient client, String url, String apiKey, OpenAiConfig config, Breaker breaker) {
    @Override
    public String toString() {
        return "Endpoint[" + url + "]";
    }
}
