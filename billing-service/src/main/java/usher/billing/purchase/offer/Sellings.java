package usher.billing.purchase.offer;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import usher.contracts.event.VisitorEntitled;
import usher.contracts.event.VisitorGrant;
import usher.contracts.id.TenantId;
import usher.kit.event.Events;
import usher.kit.event.Outbox;
import usher.kit.tenant.Tenancy;

/** What holds for all visitors of a tenant, stored and told to chat-service. */
@ApplicationScoped
public class Sellings {
    private static final String FIND = """
            select s.free_messages_per_day, s.grace_days, s.version, o.offers, o.enabled
              from (select count(*) as offers, count(*) filter (where enabled) as enabled
                      from visitor_offer where tenant_id = $1) o
              left join visitor_selling s on s.tenant_id = $1
            """;
    /** Takes the row, so that two changes follow each other. */
    private static final String HOLD = """
            insert into visitor_selling (tenant_id, free_messages_per_day, grace_days, version) values ($1, $2, $3, 1)
            on conflict (tenant_id) do update set version = visitor_selling.version + 1
            """;

    private static final String CHANGE =
            "update visitor_selling set free_messages_per_day = $2, grace_days = $3 where tenant_id = $1";

    private final Tenancy tenancy;
    private final Events events;
    private final Outbox outbox;

    Sellings(Tenancy tenancy, Events events, Outbox outbox) {
        this.tenancy = tenancy;
        this.events = events;
        this.outbox = outbox;
    }

    /** {@code offers} were ever published, {@code enabled} of them can be bought. */
    private record Standing(Selling selling, long version, long offers, long enabled) {
        boolean sells() {
            return enabled > 0;
        }

        SellingView view() {
            return new SellingView(sells(), selling.freeMessagesPerDay(), selling.graceDays());
        }
    }

    public Uni<Selling> of(SqlConnection connection, TenantId tenant) {
        return standing(connection, tenant).map(Standing::selling);
    }

    /** What a visitor without a subscription may use. */
    public Uni<VisitorGrant> free(SqlConnection connection, TenantId tenant) {
        return standing(connection, tenant).map(Sellings::grant);
    }

    Uni<SellingView> view(TenantId tenant) {
        return tenancy.sql(tenant, connection -> standing(connection, tenant).map(Standing::view));
    }

    Uni<SellingView> change(TenantId tenant, ChangeSelling wanted) {
        var row = Tuple.of(tenant.value(), wanted.freeMessagesPerDay(), wanted.graceDays());
        return tenancy.sql(
                tenant,
                connection -> hold(connection, tenant)
                        .chain(() -> connection.preparedQuery(CHANGE).execute(row))
                        .chain(() -> tell(connection, tenant))
                        .chain(() -> standing(connection, tenant))
                        .map(Standing::view));
    }

    Uni<Void> hold(SqlConnection connection, TenantId tenant) {
        var usual = Selling.USUAL;
        return connection
                .preparedQuery(HOLD)
                .execute(Tuple.of(tenant.value(), usual.freeMessagesPerDay(), usual.graceDays()))
                .replaceWithVoid();
    }

    /** After {@link #hold}. Nothing is said of a tenant that never had an offer: its visitors are as they were. */
    Uni<Void> tell(SqlConnection connection, TenantId tenant) {
        return standing(connection, tenant)
                .chain(known -> known.offers() == 0
                        ? Uni.createFrom().voidItem()
                        : outbox.append(
                                connection,
                                events.of(
                                        tenant,
                                        new VisitorEntitled(tenant, null, known.version(), List.of(grant(known))))));
    }

    private static VisitorGrant grant(Standing known) {
        var messages = known.sells() ? known.selling().freeMessagesPerDay() : null;
        return new VisitorGrant(Tier.LIGHTWEIGHT.text(), messages, null);
    }

    private static Uni<Standing> standing(SqlConnection connection, TenantId tenant) {
        return connection.preparedQuery(FIND).execute(Tuple.of(tenant.value())).map(Sellings::read);
    }

    private static Standing read(RowSet<Row> rows) {
        var row = rows.iterator().next();
        var version = row.getLong("version");
        var selling = version == null
                ? Selling.USUAL
                : new Selling(row.getLong("free_messages_per_day"), row.getInteger("grace_days"));
        return new Standing(selling, version == null ? 0 : version, row.getLong("offers"), row.getLong("enabled"));
    }
}
