package usher.billing.alert;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Limit;
import usher.contracts.id.AlertId;
import usher.contracts.id.EventId;
import usher.contracts.id.TenantId;

/** A threshold that was reached, as it is stored: a row of {@code alert_raised}. */
record Reached(
        TenantId tenant,
        EventId id,
        String key,
        @Nullable AlertId alert,
        Kind kind,
        @Nullable String metric,
        @Nullable String currency,
        Unit unit,
        long threshold,
        @Nullable Long limit,
        boolean hard,
        long used,
        Limit.@Nullable Period period,
        @Nullable String label,
        @Nullable Instant endsAt,
        ZoneId zone,
        Instant raisedAt) {
    static final String USAGE_REACHED = "usage.threshold_reached";
    static final String USAGE_EXCEEDED = "usage.exceeded";
    static final String COST_REACHED = "cost.threshold_reached";
    static final String WALLET_REACHED = "wallet.threshold_reached";

    private static final int WHOLE = 100;

    static Reached of(Row row) {
        var alert = row.getUUID("alert_id");
        var period = row.getString("period");
        var ends = row.getOffsetDateTime("ends_at");
        return new Reached(
                new TenantId(row.getUUID("tenant_id")),
                new EventId(row.getUUID("id")),
                row.getString("key"),
                alert == null ? null : new AlertId(alert),
                Kind.valueOf(row.getString("kind")),
                row.getString("metric"),
                row.getString("currency"),
                Unit.valueOf(row.getString("unit")),
                row.getLong("threshold"),
                row.getLong("of_limit"),
                row.getBoolean("hard"),
                row.getLong("used"),
                period == null ? null : Limit.Period.valueOf(period),
                row.getString("label"),
                ends == null ? null : ends.toInstant(),
                ZoneId.of(row.getString("zone")),
                row.getOffsetDateTime("raised_at").toInstant());
    }

    /** What webhooks know it by. */
    String name() {
        return switch (kind) {
            case USAGE -> unit == Unit.PERCENT && threshold >= WHOLE ? USAGE_EXCEEDED : USAGE_REACHED;
            case COST, CHARGE -> COST_REACHED;
            case WALLET -> WALLET_REACHED;
        };
    }

    /** How much of the limit is used, in per cent, rounded down. */
    @Nullable
    Long percent() {
        return limit == null || limit == 0 ? null : (long) (used * 100.0 / limit);
    }
}
