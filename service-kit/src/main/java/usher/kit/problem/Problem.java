package usher.kit.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.opentelemetry.api.trace.Span;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A problem document as of RFC 9457; {@code code} is the contract, texts are not. */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        String requestId,
        @JsonAnyGetter @JsonAnySetter Map<String, Object> members) {
    public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

    public static Problem of(Refusal refusal, @Nullable String path) {
        return new Problem(
                "urn:usher:problem:" + refusal.code(),
                title(refusal.status()),
                refusal.status(),
                refusal.sentence(),
                path == null ? "" : path,
                refusal.code(),
                Span.current().getSpanContext().getTraceId(),
                refusal.members());
    }

    public static Response response(Refusal refusal, @Nullable String path) {
        var response = Response.status(refusal.status())
                .type(MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .entity(of(refusal, path));
        refusal.headers().forEach(response::header);
        return response.build();
    }

    private static String title(int status) {
        var known = Response.Status.fromStatusCode(status);
        return known == null ? "Error" : known.getReasonPhrase();
    }
}
