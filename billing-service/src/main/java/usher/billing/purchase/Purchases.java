package usher.billing.purchase;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.billing.purchase.Purchase.StoreMark;
import usher.billing.purchase.Purchase.Terms;
import usher.billing.purchase.offer.Kind;
import usher.billing.purchase.offer.Tier;
import usher.contracts.id.Id;
import usher.contracts.id.PurchaseId;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.kit.problem.Refusal;
import usher.kit.time.Ids;

/** Subscriptions and what became of them, as they are stored; within a transaction of the tenant. */
@ApplicationScoped
class Purchases {
    private static final String SELECT = "select * from purchase where tenant_id = $1";
    private static final String OPEN = SELECT + " and visitor_id = $2 and ended_at is null order by id";
    private static final String PAGE = SELECT
            + " and ($2::uuid is null or visitor_id = $2) and ($3::uuid is null or id < $3) order by id desc limit $4";
    private static final String FIND = SELECT + " and id = $2";
    private static final String OF_TOKEN = SELECT + " and token_hash = $2";
    private static final String STORE = """
            insert into purchase (tenant_id, id, visitor_id, source, offer, kind, tier, messages_per_day, state, renews, started_at,
                                  expires_at, grace_days, periods, product, token_hash, token, acknowledged, read_at, ended_at, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
            on conflict (tenant_id, id) do update
               set offer = excluded.offer, kind = excluded.kind, tier = excluded.tier, messages_per_day = excluded.messages_per_day,
                   state = excluded.state, renews = excluded.renews, started_at = excluded.started_at,
                   expires_at = excluded.expires_at, grace_days = excluded.grace_days, periods = excluded.periods,
                   product = excluded.product, acknowledged = excluded.acknowledged, read_at = excluded.read_at,
                   ended_at = excluded.ended_at
            """;
    private static final String NOTE = """
            insert into purchase_event (tenant_id, id, purchase_id, visitor_id, event, state, expires_at, reference, actor, happened_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict (tenant_id, reference) where reference is not null do nothing
            """;
    private static final String OF_REFERENCE = """
            select p.* from purchase_event e join purchase p on p.tenant_id = e.tenant_id and p.id = e.purchase_id
             where e.tenant_id = $1 and e.reference = $2
            """;
    private static final String ACKNOWLEDGED =
            "update purchase set acknowledged = true where tenant_id = $1 and id = $2";
    private static final String HISTORY = """
            select e.*, p.offer from purchase_event e join purchase p on p.tenant_id = e.tenant_id and p.id = e.purchase_id
             where e.tenant_id = $1 and e.visitor_id = $2 and ($3::uuid is null or e.id < $3) order by e.id desc limit $4
            """;

    private final Ids ids;

    Purchases(Ids ids) {
        this.ids = ids;
    }

    PurchaseId newId() {
        return new PurchaseId(ids.next());
    }

    Uni<List<Purchase>> open(SqlConnection connection, TenantId tenant, VisitorId visitor) {
        return list(connection, OPEN, Tuple.of(tenant.value(), visitor.value()));
    }

    Uni<List<Purchase>> page(
            SqlConnection connection,
            TenantId tenant,
            @Nullable VisitorId visitor,
            @Nullable PurchaseId after,
            int rows) {
        return list(connection, PAGE, Tuple.of(tenant.value(), value(visitor), value(after), rows));
    }

    Uni<Optional<Purchase>> find(SqlConnection connection, TenantId tenant, PurchaseId id) {
        return first(connection, FIND, Tuple.of(tenant.value(), id.value()));
    }

    Uni<Optional<Purchase>> ofToken(SqlConnection connection, TenantId tenant, String tokenHash) {
        return first(connection, OF_TOKEN, Tuple.of(tenant.value(), tokenHash));
    }

    Uni<Optional<Purchase>> ofReference(SqlConnection connection, TenantId tenant, String reference) {
        return first(connection, OF_REFERENCE, Tuple.of(tenant.value(), reference));
    }

    Uni<Void> acknowledged(SqlConnection connection, TenantId tenant, PurchaseId id) {
        return connection
                .preparedQuery(ACKNOWLEDGED)
                .execute(Tuple.of(tenant.value(), id.value()))
                .replaceWithVoid();
    }

    /** What became of it, and that it did. Refuses a reference that is another one's. */
    Uni<Void> put(SqlConnection connection, TenantId tenant, Change change) {
        return save(connection, tenant, change.after(), change.at())
                .chain(() -> connection.preparedQuery(NOTE).execute(note(tenant, change)))
                .invoke(noted -> {
                    if (noted.rowCount() == 0) {
                        throw referenceReused();
                    }
                })
                .replaceWithVoid();
    }

    static Refusal referenceReused() {
        return Refusal.conflict("reference-reused", "This reference belongs to another payment.");
    }

    Uni<Void> save(SqlConnection connection, TenantId tenant, Purchase purchase, Instant now) {
        var store = purchase.store();
        var row = Tuple.tuple()
                .addUUID(tenant.value())
                .addUUID(purchase.id().value())
                .addUUID(purchase.visitor().value())
                .addString(purchase.source().text())
                .addString(purchase.terms().offer())
                .addString(purchase.terms().kind().text())
                .addString(purchase.terms().tier().text())
                .addLong(purchase.terms().messagesPerDay())
                .addString(purchase.state().text())
                .addBoolean(purchase.renews())
                .addOffsetDateTime(utc(purchase.startedAt()))
                .addOffsetDateTime(utc(purchase.expiresAt()))
                .addInteger(purchase.graceDays())
                .addInteger(purchase.periods())
                .addString(store == null ? null : store.product())
                .addString(store == null ? null : store.tokenHash())
                .addString(store == null ? null : store.sealedToken())
                .addBoolean(store == null || store.acknowledged())
                .addOffsetDateTime(store == null ? null : utc(store.readAt()))
                .addOffsetDateTime(utc(purchase.endedAt()))
                .addOffsetDateTime(utc(now));
        return connection.preparedQuery(STORE).execute(row).replaceWithVoid();
    }

    Uni<List<HistoryView>> history(
            SqlConnection connection,
            TenantId tenant,
            VisitorId visitor,
            usher.contracts.id.@Nullable EventId after,
            int rows) {
        return connection
                .preparedQuery(HISTORY)
                .execute(Tuple.of(tenant.value(), visitor.value(), value(after), rows))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(HistoryView::of)
                        .toList());
    }

    private Tuple note(TenantId tenant, Change change) {
        var after = change.after();
        return Tuple.tuple()
                .addUUID(tenant.value())
                .addUUID(ids.next())
                .addUUID(after.id().value())
                .addUUID(after.visitor().value())
                .addString(change.event())
                .addString(after.state().text())
                .addOffsetDateTime(utc(after.expiresAt()))
                .addString(change.reference())
                .addString(change.actor())
                .addOffsetDateTime(utc(change.at()));
    }

    private static Uni<Optional<Purchase>> first(SqlConnection connection, String sql, Tuple from) {
        return list(connection, sql, from).map(found -> found.stream().findFirst());
    }

    private static Uni<List<Purchase>> list(SqlConnection connection, String sql, Tuple from) {
        return connection
                .preparedQuery(sql)
                .execute(from)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Purchases::read)
                        .toList());
    }

    static Purchase read(Row row) {
        var hash = row.getString("token_hash");
        return new Purchase(
                new PurchaseId(row.getUUID("id")),
                new VisitorId(row.getUUID("visitor_id")),
                Source.of(row.getString("source")),
                new Terms(
                        row.getString("offer"),
                        Kind.of(row.getString("kind")),
                        Tier.of(row.getString("tier")),
                        row.getLong("messages_per_day")),
                State.of(row.getString("state")),
                row.getBoolean("renews"),
                row.getOffsetDateTime("started_at").toInstant(),
                instant(row, "expires_at"),
                row.getInteger("grace_days"),
                row.getInteger("periods"),
                hash == null ? null : mark(row, hash),
                instant(row, "ended_at"));
    }

    private static StoreMark mark(Row row, String hash) {
        return new StoreMark(
                row.getString("product"),
                hash,
                row.getString("token"),
                row.getBoolean("acknowledged"),
                row.getOffsetDateTime("read_at").toInstant());
    }

    static @Nullable Instant instant(Row row, String column) {
        var moment = row.getOffsetDateTime(column);
        return moment == null ? null : moment.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable UUID value(@Nullable Id id) {
        return id == null ? null : id.value();
    }
}
