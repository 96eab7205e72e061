package usher.admin.oauth.client;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The programs in the database. They belong to no tenant: every method runs in a transaction across all of them. */
@ApplicationScoped
public class Clients implements PanacheRepositoryBase<Client, UUID> {
    /** Null for an id that nobody was given, whatever it looks like. */
    public Uni<@Nullable Client> named(String id) {
        try {
            return findById(UUID.fromString(id));
        } catch (IllegalArgumentException malformed) {
            return Uni.createFrom().nullItem();
        }
    }

    Uni<Long> unused() {
        return count("usedAt is null");
    }
}
