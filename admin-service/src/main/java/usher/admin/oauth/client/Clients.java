package usher.admin.oauth.client;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The programs in the database. They belong to no tenant: every method runs in a transaction across all of them. */
@ApplicationScoped
public class Clients implements PanacheRepositoryBase<Client, UUID> {
    private static final String FORGET_OLDEST_UNUSED = """
            delete from oauth_client where id = (
                select id from oauth_client where used_at is null and created_at <= :before order by created_at limit 1
                for update skip locked)
            """;

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

    /** Whether there was one of before that moment that nobody has let in; it is gone then. */
    Uni<Boolean> forgetOldestUnused(Instant before) {
        return getSession()
                .chain(session -> session.createNativeQuery(FORGET_OLDEST_UNUSED)
                        .setParameter("before", before)
                        .executeUpdate())
                .map(rows -> rows > 0);
    }
}
