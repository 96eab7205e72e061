package usher.billing.entitlement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import usher.contracts.event.EventJson;
import usher.contracts.event.Exhausted;
import usher.contracts.id.TenantId;

/** Which hard limits of a tenant are used up, as the sweep has noted it. Within the caller's transaction. */
@ApplicationScoped
class Exhaustion {
    private static final TypeReference<List<Exhausted>> LIST = new TypeReference<>() {};
    private static final String UNTOLD = "select count(*) > 0 from exhaustion where tenant_id = :tenant and not told";
    /** One statement, so that nothing that is noted meanwhile counts as told. */
    private static final String TELL =
            "update exhaustion set told = true where tenant_id = :tenant returning cast(exhausted as text)";

    Uni<Boolean> isUntold(TenantId tenant) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(UNTOLD, Boolean.class)
                        .setParameter("tenant", tenant.value())
                        .getSingleResult());
    }

    /** What was noted last; whoever asks tells it. */
    Uni<List<Exhausted>> tell(TenantId tenant) {
        return Panache.getSession()
                .call(session -> session.flush())
                .chain(session -> session.createNativeQuery(TELL, String.class)
                        .setParameter("tenant", tenant.value())
                        .getResultList())
                .map(found -> found.stream().findFirst().map(Exhaustion::read).orElse(List.of()));
    }

    private static List<Exhausted> read(String json) {
        try {
            return EventJson.mapper().readValue(json, LIST);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was noted can be read", e);
        }
    }
}
