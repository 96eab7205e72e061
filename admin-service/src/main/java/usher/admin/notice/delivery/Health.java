package usher.admin.notice.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jboss.logging.Logger;
import usher.admin.notice.Attempt;
import usher.admin.notice.NoticeService;
import usher.admin.notice.delivery.Due.Call;
import usher.contracts.event.NoticeRaised;
import usher.contracts.event.NoticeRaised.Mail;

/**
 * How endpoints are, in the database, so that all replicas know it: one that fails a few times in a row is left alone for a
 * while, and one that has failed for days is disabled, of which its tenant is told.
 */
@ApplicationScoped
class Health {
    static final String DISABLED = "webhook_endpoint.disabled";

    private static final Logger LOG = Logger.getLogger(Health.class);
    private static final String WORKED = """
            update webhook_endpoint set failures = 0, failing_since = null, failed_at = null, rests_until = null
             where tenant_id = $1 and id = $2 and failures > 0
            """;
    private static final String FAILED = """
            update webhook_endpoint
               set failures = failures + 1, failed_at = $3,
                   failing_since = case when failed_at >= $4 then coalesce(failing_since, $3) else $3 end,
                   rests_until = case when failures + 1 >= $5 then $6::timestamptz end
             where tenant_id = $1 and id = $2 and enabled
            returning failing_since, url
            """;
    private static final String GIVE_UP = """
            update webhook_endpoint set enabled = false, given_up_at = $3, updated_at = $3
             where tenant_id = $1 and id = $2 and enabled
            """;
    private static final String END_WAITING = """
            update delivery set state = 'FAILED', next_attempt_at = null, claim = null
             where tenant_id = $1 and endpoint_id = $2 and state = 'WAITING'
            """;

    private final NoticeService notices;
    private final DeliveryConfig config;

    Health(NoticeService notices, DeliveryConfig config) {
        this.notices = notices;
        this.config = config;
    }

    /** Within the transaction that stores the attempt. */
    Uni<Void> note(SqlConnection connection, Call call, Attempt attempt, Instant now) {
        return attempt.isDelivered() ? worked(connection, call) : failed(connection, call, now);
    }

    private static Uni<Void> worked(SqlConnection connection, Call call) {
        return connection.preparedQuery(WORKED).execute(which(call)).replaceWithVoid();
    }

    private Uni<Void> failed(SqlConnection connection, Call call, Instant now) {
        var values = which(call)
                .addOffsetDateTime(utc(now))
                .addOffsetDateTime(utc(now.minus(config.lull())))
                .addInteger(config.failuresToRest())
                .addOffsetDateTime(utc(now.plus(config.rest())));
        return connection.preparedQuery(FAILED).execute(values).chain(rows -> {
            for (var row : rows) {
                var since = row.getOffsetDateTime("failing_since").toInstant();
                if (!since.isAfter(now.minus(config.giveUp()))) {
                    return giveUp(connection, call, row, now);
                }
            }
            return Uni.createFrom().voidItem();
        });
    }

    private Uni<Void> giveUp(SqlConnection connection, Call call, Row endpoint, Instant now) {
        var tenant = call.delivery().tenant();
        var since = endpoint.getOffsetDateTime("failing_since").toInstant();
        LOG.infof("An endpoint was disabled tenant=%s endpoint=%s since=%s", tenant, call.endpoint(), since);
        return connection
                .preparedQuery(GIVE_UP)
                .execute(which(call).addOffsetDateTime(utc(now)))
                .chain(() -> connection.preparedQuery(END_WAITING).execute(which(call)))
                .chain(() -> notices.take(connection, tenant, notice(call, since), now))
                .replaceWithVoid();
    }

    /** Of the URL only the host is told: paths and queries are secrets to some. */
    private static NoticeRaised notice(Call call, Instant since) {
        var host = String.valueOf(call.webhook().url().getHost());
        var facts = Map.<String, Object>of(
                "endpoint", call.endpoint().toString(), "host", host, "failing_since", since.toString());
        var text = """
                The webhook endpoint %s at %s has failed since %s and was disabled: nothing is sent to it any more.

                When it works again, enable it. What it missed can be sent again, by a range of time.
                """.formatted(call.endpoint(), host, since);
        var mail = new Mail(null, "A webhook endpoint at " + host + " was disabled", text);
        return new NoticeRaised(DISABLED, "webhook-endpoint-disabled:" + call.endpoint() + ":" + since, facts, mail);
    }

    private static Tuple which(Call call) {
        return Tuple.tuple()
                .addUUID(call.delivery().tenant().value())
                .addUUID(call.endpoint().value());
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
