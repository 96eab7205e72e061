package usher.chat.completion;

import io.opentelemetry.api.trace.Span;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import usher.kit.problem.Problem;

/** Rewrites problem documents, whoever wrote them, on the operations that say so; OpenAI's clients show the request's id. */
@Provider
@OpenAiErrors
public class OpenAiErrorFilter implements ContainerResponseFilter {
    private static final String REQUEST_ID = "x-request-id";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders()
                .putSingle(REQUEST_ID, Span.current().getSpanContext().getTraceId());
        if (response.getEntity() instanceof Problem problem) {
            response.setEntity(OpenAiError.of(problem), null, MediaType.APPLICATION_JSON_TYPE);
        }
    }
}
