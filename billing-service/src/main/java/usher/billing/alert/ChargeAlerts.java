package usher.billing.alert;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import usher.billing.charge.Bill;
import usher.billing.closing.RunningBills;

/** Thresholds of what a month comes to. Only tenants that have one which is not yet reached are billed for it. */
@ApplicationScoped
class ChargeAlerts {
    private static final String OPEN = """
            select a.tenant_id, a.id, a.currency, a.threshold, z.zone, z.month, z.ends_at
            from subscription s
            join alert a on a.tenant_id = s.tenant_id and a.kind = 'CHARGE' and a.enabled
            join unnest($2::text[], $3::text[], $4::timestamptz[]) as z (zone, month, ends_at) on z.zone = s.zone
            where s.tenant_id = any ($1) and s.status in ('ACTIVE', 'TRIAL') and not exists (
                select from alert_raised r where r.tenant_id = a.tenant_id and r.key = concat_ws(':', a.id, z.month, a.threshold || a.currency))""";
    private static final String RAISE = """
            insert into alert_raised (tenant_id, id, key, alert_id, kind, currency, unit, threshold, hard, used, period, label, ends_at, zone, told, raised_at)
            select r.tenant_id, id_at($2), concat_ws(':', r.id, r.month, r.threshold || r.currency), r.id, 'CHARGE', r.currency, 'AMOUNT', r.threshold, false, r.owed,
                'MONTH', r.month, r.ends_at, r.zone, true, $2
            from jsonb_to_recordset($1) as r (tenant_id uuid, id uuid, currency text, threshold bigint, owed bigint, month text, ends_at timestamptz, zone text)
            on conflict (tenant_id, key) do nothing returning *""";

    private final RunningBills bills;

    ChargeAlerts(RunningBills bills) {
        this.bills = bills;
    }

    Uni<RowSet<Row>> raise(SqlConnection connection, UUID[] tenants, Calendars calendars, Instant now) {
        var zones = calendars.zones();
        var columns = Tuple.tuple()
                .addArrayOfUUID(tenants)
                .addArrayOfString(zones.stream().map(Calendars.Local::zone).toArray(String[]::new))
                .addArrayOfString(zones.stream()
                        .map(local -> local.month().month().toString())
                        .toArray(String[]::new))
                .addArrayOfOffsetDateTime(zones.stream()
                        .map(local -> local.month().end().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new));
        return connection.preparedQuery(OPEN).execute(columns).chain(open -> {
            var rows = StreamSupport.stream(open.spliterator(), false).toList();
            var whose = rows.stream()
                    .map(row -> row.getUUID("tenant_id"))
                    .distinct()
                    .toList();
            return whose.isEmpty()
                    ? raise(connection, new JsonArray(), now)
                    : bills.of(connection, whose).chain(owed -> raise(connection, reached(rows, owed), now));
        });
    }

    private static Uni<RowSet<Row>> raise(SqlConnection connection, JsonArray reached, Instant now) {
        return connection.preparedQuery(RAISE).execute(Tuple.of(reached, now.atOffset(ZoneOffset.UTC)));
    }

    private static JsonArray reached(List<Row> open, Map<UUID, List<Bill>> owed) {
        var reached = new JsonArray();
        for (var row : open) {
            long net = owed.getOrDefault(row.getUUID("tenant_id"), List.of()).stream()
                    .filter(bill -> bill.currency().equals(row.getString("currency")))
                    .mapToLong(Bill::netMinor)
                    .sum();
            if (net >= row.getLong("threshold")) {
                reached.add(new JsonObject()
                        .put("tenant_id", row.getUUID("tenant_id").toString())
                        .put("id", row.getUUID("id").toString())
                        .put("currency", row.getString("currency"))
                        .put("threshold", row.getLong("threshold"))
                        .put("owed", net)
                        .put("month", row.getString("month"))
                        .put("ends_at", row.getOffsetDateTime("ends_at").toString())
                        .put("zone", row.getString("zone")));
            }
        }
        return reached;
    }
}
