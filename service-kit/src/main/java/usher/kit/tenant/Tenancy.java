package usher.kit.tenant;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import java.util.function.Supplier;
import usher.contracts.id.TenantId;
import usher.kit.event.Outbox;

/**
 * Database transactions on behalf of somebody. Row-level security lets a transaction see the rows of the tenant it was
 * opened for and no others; one that was opened for nobody sees none.
 */
@ApplicationScoped
public class Tenancy {
    private static final String AS_TENANT = "select set_config('usher.tenant', $1, true)";

    private final Pool pool;
    private final Outbox outbox;

    Tenancy(Pool pool, Outbox outbox) {
        this.pool = pool;
        this.outbox = outbox;
    }

    /** One Hibernate Reactive session and transaction; Panache works inside. */
    public <T> Uni<T> in(TenantId tenant, Supplier<Uni<T>> work) {
        return transaction("usher.tenant", tenant.value().toString(), work);
    }

    /** As {@link #in}, but for platform members: tables whose policy allows it show the rows of all tenants. */
    public <T> Uni<T> across(Supplier<Uni<T>> work) {
        return transaction("usher.platform", "on", work);
    }

    /** One transaction of the plain client, for set-based statements. */
    public <T> Uni<T> sql(TenantId tenant, Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(connection -> connection
                        .preparedQuery(AS_TENANT)
                        .execute(Tuple.of(tenant.value().toString()))
                        .chain(() -> work.apply(connection))
                        .call(() -> close(closing -> closing.in(connection))))
                .invoke(outbox::committed);
    }

    private <T> Uni<T> transaction(String setting, String value, Supplier<Uni<T>> work) {
        return Panache.withTransaction(() -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(
                                        "select set_config(:setting, :value, true)", String.class)
                                .setParameter("setting", setting)
                                .setParameter("value", value)
                                .getSingleResult())
                        .chain(() -> work.get())
                        .call(() -> close(closing -> Panache.getSession().chain(closing::in))))
                .invoke(outbox::committed);
    }

    private static Uni<Void> close(Function<Closing, Uni<Void>> act) {
        var closing = Closing.expected();
        return closing == null ? Uni.createFrom().voidItem() : act.apply(closing);
    }
}
