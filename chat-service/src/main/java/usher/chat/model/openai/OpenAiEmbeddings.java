package usher.chat.model.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.chat.model.ModelFailure;
import usher.chat.model.embedding.Vectors;
import usher.chat.model.wire.Endpoint;
import usher.chat.model.wire.JsonCall;
import usher.chat.model.wire.WireRequest;

/** Embeddings. See platform.openai.com/docs/api-reference/embeddings/create. */
public final class OpenAiEmbeddings {
    private static final int LONGEST = 8192;

    private final Endpoint endpoint;
    private final JsonCall call;
    private final ObjectMapper mapper;

    public OpenAiEmbeddings(Endpoint endpoint, JsonCall call, ObjectMapper mapper) {
        this.endpoint = endpoint;
        this.call = call;
        this.mapper = mapper;
    }

    /** Unit vectors in the order of the texts, and how many tokens were read; absent where the server did not say. */
    public record Embedded(List<float[]> vectors, @Nullable Long tokens) {}

    public Uni<Embedded> embed(List<String> texts) {
        var request =
                WireRequest.post(endpoint.baseUrl() + "/embeddings", OpenAi.credential(endpoint), mapper, json -> {
                    json.writeStringField("model", endpoint.model());
                    json.writeStringField("encoding_format", "float");
                    json.writeArrayFieldStart("input");
                    for (var text : texts) {
                        json.writeString(text.isBlank() ? "." : text);
                    }
                    json.writeEndArray();
                });
        return call.send(request).map(answer -> read(answer, texts.size()));
    }

    private static Embedded read(JsonNode answer, int texts) {
        var vectors = new float[texts][];
        for (var one : answer.path("data")) {
            int at = one.path("index").asInt(-1);
            if (at < 0 || at >= texts || vectors[at] != null) {
                throw unusable();
            }
            vectors[at] = vector(one.path("embedding"));
        }
        for (var vector : vectors) {
            if (vector == null || vector.length != vectors[0].length) {
                throw unusable();
            }
        }
        var tokens = answer.path("usage").path("prompt_tokens");
        return new Embedded(List.of(vectors), tokens.isIntegralNumber() ? (Long) tokens.longValue() : null);
    }

    private static float[] vector(JsonNode values) {
        if (values.isEmpty() || values.size() > LONGEST) {
            throw unusable();
        }
        var vector = new float[values.size()];
        for (int at = 0; at < vector.length; at++) {
            vector[at] = values.path(at).floatValue();
            if (!Float.isFinite(vector[at])) {
                throw unusable();
            }
        }
        return Vectors.unit(vector);
    }

    private static ModelFailure unusable() {
        return new ModelFailure("model-failed", "The embeddings do not belong to the texts");
    }
}
