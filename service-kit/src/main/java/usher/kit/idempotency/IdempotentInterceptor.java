package usher.kit.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.access.Authenticator;
import usher.kit.access.CurrentCaller;
import usher.kit.idempotency.Taking.Taken;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Closing;

/** Carries out {@link Idempotent}. */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
class IdempotentInterceptor {
    private static final String HEADER = "Idempotency-Key";
    private static final int LONGEST = 255;
    private static final TenantId PLATFORM = new TenantId(new UUID(0, 0));

    private final IdempotencyKeys keys;
    private final CurrentCaller caller;
    private final RoutingContext http;
    private final ObjectMapper mapper;

    IdempotentInterceptor(IdempotencyKeys keys, CurrentCaller caller, RoutingContext http, ObjectMapper mapper) {
        this.keys = keys;
        this.caller = caller;
        this.http = http;
        this.mapper = mapper;
    }

    @AroundInvoke
    Object once(InvocationContext call) throws Exception {
        var key = http.request().getHeader(HEADER);
        if (key == null) {
            return call.proceed();
        }
        if (key.isBlank() || key.length() > LONGEST) {
            throw Refusal.invalid("/" + HEADER, "invalid", "An Idempotency-Key has 1 to 255 characters.");
        }
        var own = caller.get().ownTenant();
        var tenant = own == null ? PLATFORM : own;
        var route = http.request().method() + " " + http.normalizedPath();
        var hash = Authenticator.sha256(http.request().query() + mapper.writeValueAsString(bodies(call)));
        return keys.take(tenant, route, key, hash).chain(taking -> switch (taking) {
            case Taking.Ours(var claim) -> carryOut(call, claim);
            case Taking.Taken taken -> replay(taken, hash);
        });
    }

    private Uni<?> carryOut(InvocationContext call, Claim claim) {
        return Uni.createFrom()
                .deferred(() -> {
                    Closing.expect(claim);
                    return proceed(call);
                })
                .onTermination()
                .invoke(claim::rest)
                .call(response -> keys.finish(claim, response.getStatus(), json(response.getEntity())))
                .onFailure()
                .call(() -> keys.forget(claim));
    }

    @SuppressWarnings("unchecked")
    private static Uni<RestResponse<Object>> proceed(InvocationContext call) {
        try {
            return (Uni<RestResponse<Object>>) call.proceed();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Uni<?> replay(Taken first, String hash) {
        if (!first.requestHash().equals(hash)) {
            throw new Refusal("idempotency-key-reused", 422, "This Idempotency-Key was used for another request.");
        }
        if (first.status() == null || (first.status() == Taken.CARRIED_OUT && !first.late())) {
            throw Claim.inProgress();
        }
        if (first.status() == Taken.CARRIED_OUT) {
            throw Refusal.conflict(
                    "idempotency-answer-lost",
                    "The first request with this key was carried out, but its answer was lost. Look for what it made"
                            + " before you ask again with another key.");
        }
        return Uni.createFrom()
                .item(RestResponse.ResponseBuilder.create(RestResponse.Status.fromStatusCode(first.status()))
                        .entity((Object) tree(first.body()))
                        .header("Idempotency-Replayed", "true")
                        .build());
    }

    /** The parameters that came from the request's body or query; injected ones have no JSON of their own. */
    private static Object[] bodies(InvocationContext call) {
        return Stream.of(call.getParameters())
                .filter(parameter -> parameter instanceof Record)
                .toArray();
    }

    private String json(@Nullable Object entity) {
        try {
            return mapper.writeValueAsString(entity);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer that was sent can be written", e);
        }
    }

    private Object tree(@Nullable String body) {
        try {
            return mapper.readTree(body == null ? "null" : body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored answer can be read", e);
        }
    }
}
