package usher.billing.outcome;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.stream.StreamSupport;
import usher.billing.closing.Rerating;
import usher.billing.outcome.book.Dossiers;
import usher.billing.outcome.book.Judged.Place;
import usher.billing.outcome.rule.RuleTerms;
import usher.billing.outcome.rule.Rules;
import usher.billing.outcome.signal.OutcomeConfig;
import usher.billing.subscription.BillingMonth;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/** What a month of a tenant would have come to under other rules. It reads and computes; nothing is kept of it. */
@ApplicationScoped
class RulesPreviews {
    /** What can have been charged in the month has a signal in it, or so long before that silence came to an end in it. */
    private static final String SOME = """
            select conversation_id from outcome_conversation
            where tenant_id = $1 and conversation_id > $2 and last_at >= $3 and first_at < $4
            order by conversation_id limit $5""";

    private final Tenancy tenancy;
    private final Dossiers dossiers;
    private final Rerating rerating;
    private final InstantSource clock;
    private final OutcomeConfig config;

    RulesPreviews(Tenancy tenancy, Dossiers dossiers, Rerating rerating, InstantSource clock, OutcomeConfig config) {
        this.tenancy = tenancy;
        this.dossiers = dossiers;
        this.rerating = rerating;
        this.clock = clock;
        this.config = config;
    }

    Uni<RulesPreview> of(TenantId tenant, BillingMonth month, PreviewRules wanted) {
        var now = clock.instant();
        if (month.start().isAfter(now)
                || month.start()
                        .isBefore(now.atOffset(ZoneOffset.UTC)
                                .minus(config.kept())
                                .toInstant())) {
            throw Refusal.invalid(
                    "/month", "month-invalid", "A month that has begun, and of which signals are still kept.");
        }
        var comparison = new Comparison(month, Rules.always(wanted.judging()), now);
        return Multi.createBy()
                .repeating()
                .uni(() -> tenancy.sql(tenant, connection -> some(connection, tenant, month, comparison)))
                .whilst(some -> some == config.batch())
                .collect()
                .last()
                .chain(() -> tenancy.sql(
                        tenant,
                        connection ->
                                rerating.of(connection, tenant, month.start(), month.end(), comparison.differences())))
                .map(amounts -> new RulesPreview(
                        tenant,
                        month.month().toString(),
                        comparison.conversations(),
                        comparison.metrics(),
                        amounts,
                        comparison.changed(),
                        comparison.changes()));
    }

    private Uni<Integer> some(SqlConnection connection, TenantId tenant, BillingMonth month, Comparison comparison) {
        if (comparison.conversations() >= config.previewed()) {
            throw Refusal.conflict("preview-too-large", "The month has too many conversations to judge them at once.");
        }
        var which = Tuple.of(
                tenant.value(),
                comparison.last(),
                month.start().minus(RuleTerms.LONGEST_SILENCE).atOffset(ZoneOffset.UTC),
                month.end().atOffset(ZoneOffset.UTC),
                config.batch());
        return connection
                .preparedQuery(SOME)
                .execute(which)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Place(tenant.value(), row.getUUID("conversation_id")))
                        .toList())
                .chain(places -> places.isEmpty()
                        ? Uni.createFrom().item(0)
                        : dossiers.of(connection, places)
                                .invoke(comparison::add)
                                .replaceWith(places.size()));
    }
}
