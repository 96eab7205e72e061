package usher.admin.oauth;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers with OAuth's own body where its clients look for it, instead of a problem document. */
public class OAuthErrors {
    private static final Logger LOG = Logger.getLogger(OAuthErrors.class);

    @ServerExceptionMapper
    public Response answer(OAuthError refused) {
        LOG.debugf("Refused error=%s status=%d", refused.error(), refused.status());
        var response = Response.status(refused.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(refused.body());
        if (refused.retryAfter() > 0) {
            response.header(HttpHeaders.RETRY_AFTER, refused.retryAfter());
        }
        return response.build();
    }
}
