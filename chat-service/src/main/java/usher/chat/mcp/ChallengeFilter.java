package usher.chat.mcp;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import usher.kit.problem.Problem;

/** Says with a 401 where a program learns how it is let in. */
@Provider
@Challenging
public class ChallengeFilter implements ContainerResponseFilter {
    private final Challenge challenge;

    ChallengeFilter(Challenge challenge) {
        this.challenge = challenge;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == Status.UNAUTHORIZED.getStatusCode()) {
            boolean missing = response.getEntity() instanceof Problem problem
                    && problem.code().equals("credential-missing");
            response.getHeaders()
                    .putSingle(HttpHeaders.WWW_AUTHENTICATE, missing ? challenge.missing() : challenge.invalid());
        }
    }
}
