package usher.billing.alert;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import usher.contracts.id.TenantId;
import usher.kit.event.Events;
import usher.kit.event.Outbox;

/** Finds what some tenants have reached and says so, in the transaction of the given connection. */
@ApplicationScoped
class Raising {
    private static final String ZONES = "select distinct zone from subscription where tenant_id = any ($1)";
    private static final String LOCALES = """
            select tenant_id, coalesce(data ->> 'locale', '') as locale from tenant_snapshot where tenant_id = any ($1)""";
    private static final String RAISE = "select * from raise_alerts($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    private static final String OF_WALLETS = "select * from raise_wallet_alerts($1, $2)";
    /** Before that, usage is mostly in: sums are kept up to there. */
    private static final Duration SETTLED = Duration.ofMinutes(15);

    private static final long QUARTER = Duration.ofMinutes(15).toSeconds();
    /** The first moment of which there can be usage. */
    private static final Instant EVER = Instant.EPOCH;

    private final ChargeAlerts charges;
    private final ExhaustedLimits exhausted;
    private final Outbox outbox;
    private final Events events;

    Raising(ChargeAlerts charges, ExhaustedLimits exhausted, Outbox outbox, Events events) {
        this.charges = charges;
        this.exhausted = exhausted;
        this.outbox = outbox;
        this.events = events;
    }

    /** Since when there may be something new of each tenant; {@link #EVER} sums all of its day and month anew. */
    Uni<Void> of(SqlConnection connection, Map<TenantId, Instant> since, Instant now) {
        var tenants = since.keySet().stream().map(TenantId::value).toArray(UUID[]::new);
        return connection
                .preparedQuery(ZONES)
                .execute(Tuple.tuple().addArrayOfUUID(tenants))
                .map(rows -> Calendars.of(
                        list(rows).stream().map(row -> row.getString("zone")).toList(), now))
                .chain(calendars -> connection
                        .preparedQuery(RAISE)
                        .execute(arguments(tenants, since.values(), calendars, now))
                        .chain(reached -> tell(connection, reached))
                        .chain(() -> exhausted.note(connection, tenants, calendars, now))
                        .chain(() -> charges.raise(connection, tenants, calendars, now))
                        .chain(reached -> tell(connection, reached)));
    }

    Uni<Void> ofWallets(SqlConnection connection, Instant since, Instant now) {
        return connection
                .preparedQuery(OF_WALLETS)
                .execute(Tuple.of(since.atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC)))
                .chain(reached -> tell(connection, reached));
    }

    private static Tuple arguments(UUID[] tenants, Collection<Instant> since, Calendars calendars, Instant now) {
        var earliest = since.stream()
                .map(at -> (at.isBefore(EVER) ? EVER : at).atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
        var settled = now.minus(SETTLED).truncatedTo(ChronoUnit.SECONDS);
        settled = settled.minusSeconds(Math.floorMod(settled.getEpochSecond(), QUARTER));
        return calendars
                .addTo(Tuple.tuple().addArrayOfUUID(tenants).addArrayOfOffsetDateTime(earliest))
                .addOffsetDateTime(settled.atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
    }

    private Uni<Void> tell(SqlConnection connection, RowSet<Row> rows) {
        var all = list(rows).stream().map(Reached::of).toList();
        return locales(connection, all)
                .onItem()
                .transformToMulti(locales -> Multi.createFrom()
                        .iterable(all)
                        .map(each -> events.of(
                                each.tenant(),
                                Words.notice(each, locales.get(each.tenant().value())))))
                .onItem()
                .transformToUniAndConcatenate(notice -> outbox.append(connection, notice))
                .toUni()
                .replaceWithVoid();
    }

    private static Uni<Map<UUID, String>> locales(SqlConnection connection, List<Reached> all) {
        if (all.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var tenants = all.stream().map(each -> each.tenant().value()).distinct().toArray(UUID[]::new);
        return connection
                .preparedQuery(LOCALES)
                .execute(Tuple.tuple().addArrayOfUUID(tenants))
                .map(rows -> list(rows).stream()
                        .collect(Collectors.toMap(row -> row.getUUID("tenant_id"), row -> row.getString("locale"))));
    }

    private static List<Row> list(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }
}
