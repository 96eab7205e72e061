package usher.kit.access;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;
import usher.kit.problem.Problem;
import usher.kit.problem.Refusal;
import usher.kit.tenant.TenantSnapshots;

/** Asks every request who it is from and refuses those the operation does not accept. */
public class AccessFilter {
    private static final String BEARER = "Bearer ";
    private static final Refusal MISSING =
            new Refusal("credential-missing", 401, "This needs a credential: Authorization: Bearer ….");

    private final Authenticator authenticator;
    private final TenantSnapshots tenants;
    private final CurrentCaller current;

    AccessFilter(Authenticator authenticator, TenantSnapshots tenants, CurrentCaller current) {
        this.authenticator = authenticator;
        this.tenants = tenants;
        this.current = current;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public @Nullable Uni<Response> check(ContainerRequestContext request, ResourceInfo operation, RoutingContext http) {
        var accepts = operation.getResourceMethod().getAnnotation(Accepts.class);
        if (accepts == null) {
            throw new IllegalStateException("Say who may call " + operation.getResourceMethod() + " by @Accepts");
        }
        if (Arrays.asList(accepts.value()).contains(Credential.ANYONE)) {
            return null;
        }
        var header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.startsWith(BEARER)) {
            return Uni.createFrom().item(answer(MISSING, http));
        }
        return authenticator
                .recognise(header.substring(BEARER.length()).strip())
                .call(caller -> originIsAllowed(caller, http))
                .invoke(caller -> requireAccepted(caller, accepts))
                .invoke(current::is)
                .replaceWith((Response) null)
                .onFailure(InvalidCredential.class)
                .recoverWithItem(() -> answer(invalid(), http))
                .onFailure(Refusal.class)
                .recoverWithItem(refusal -> answer((Refusal) refusal, http));
    }

    private static Refusal invalid() {
        return new Refusal("credential-invalid", 401, "The credential is not valid.");
    }

    private static Response answer(Refusal refusal, RoutingContext http) {
        var response = Problem.response(refusal, http.normalizedPath());
        if (refusal.status() == 401) {
            response.getHeaders().putSingle(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return response;
    }

    /** A publishable key stands in a page for all to read; what binds it is the origin that browsers put on requests. */
    private Uni<Void> originIsAllowed(Caller caller, RoutingContext http) {
        if (!(caller instanceof Caller.PublishableKey key)) {
            return Uni.createFrom().voidItem();
        }
        var origin = origin(http.request());
        return tenants.find(key.tenant())
                .invoke(tenant -> {
                    if (tenant == null || origin == null || !tenant.allowsOrigin(origin)) {
                        throw new Refusal("origin-not-allowed", 403, "This key may not be used from this page.");
                    }
                })
                .replaceWithVoid();
    }

    /** Browsers leave Origin out of same-origin GETs; the Referer names the page then. */
    private static @Nullable String origin(HttpServerRequest request) {
        var origin = request.getHeader("Origin");
        var referer = request.getHeader("Referer");
        if (origin != null || referer == null) {
            return origin;
        }
        int path = referer.indexOf('/', referer.indexOf("://") + 3);
        return path < 0 ? referer : referer.substring(0, path);
    }

    private static void requireAccepted(Caller caller, Accepts accepts) {
        if (!Arrays.asList(accepts.value()).contains(caller.credential())) {
            throw new Refusal("credential-not-accepted", 403, "This kind of credential may not do that.");
        }
        if (caller instanceof Caller.Member member) {
            if (accepts.platform() && member.tenant() != null) {
                throw new Refusal("platform-only", 403, "Only members of the platform may do that.");
            }
            if (!member.role().atLeast(accepts.role())) {
                throw new Refusal(
                        "role-too-low",
                        403,
                        "This needs the role " + accepts.role().text() + ".");
            }
        }
    }
}
