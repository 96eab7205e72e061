package usher.billing.outcome;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import usher.billing.Calls;
import usher.billing.Kafka;
import usher.billing.Tenants;
import usher.billing.Waiting;
import usher.contracts.event.ActivityRecorded;
import usher.contracts.event.Event;
import usher.contracts.id.ConversationId;
import usher.contracts.id.EventId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;
import usher.kit.time.Ids;

/** Conversations of visitors, told as chat-service tells them, of tenants that pay by outcome. */
@ApplicationScoped
public class Visits {
    public static final YearMonth MONTH = YearMonth.now(ZoneOffset.UTC).minusMonths(2);
    public static final Instant START = MONTH.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    public static final Instant END =
            MONTH.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    private static final String COUNT = "select count(*) from outcome_signal where tenant_id = $1";

    private final Kafka kafka;
    private final Tenants tenants;
    private final Ids ids;
    private final Pool jobs;

    Visits(Kafka kafka, Tenants tenants, Ids ids, @ReactiveDataSource("jobs") Pool jobs) {
        this.kafka = kafka;
        this.tenants = tenants;
        this.ids = ids;
        this.jobs = jobs;
    }

    /** One that has paid 0.99 for a resolution and 0.50 for an assisted escalation since the beginning of the month before the last. */
    public TenantId payer() {
        var tenant = tenants.in("UTC");
        var code = "p" + UUID.randomUUID().toString().replace("-", "");
        Calls.send(tenant, "POST", "plans", """
                        {"plan":"%s","name":"Test","terms":{"currency":"USD","base_minor":1000,"charges":[
                          {"metric":"resolutions","model":"per_unit","unit_price":"0.99"},
                          {"metric":"assisted_escalations","model":"per_unit","unit_price":"0.5"}]}}""".formatted(code)).statusCode(201);
        Calls.send(tenant, "POST", "subscription/changes", "{\"plan\":\"" + code + "\"}")
                .statusCode(200);
        execute("update subscription_phase set starts_at = $2 where tenant_id = $1", tenant, START);
        execute("update subscription set charged_until = $2 where tenant_id = $1", tenant, START);
        execute("update subscription set closes_at = $2 where tenant_id = $1", tenant, END);
        return tenant;
    }

    public ConversationId conversation() {
        return new ConversationId(ids.next());
    }

    public Event<ActivityRecorded> helped(TenantId tenant, ConversationId conversation, Instant at) {
        return turn(tenant, conversation, at, "question", "2");
    }

    public Event<ActivityRecorded> turn(
            TenantId tenant, ConversationId conversation, Instant at, String intent, String citations) {
        return told(
                tenant,
                conversation,
                at,
                "turn.answered",
                Map.of(
                        "message",
                        new MessageId(ids.next()).toString(),
                        "finish_reason",
                        "stop",
                        "citations",
                        citations,
                        "intent",
                        intent));
    }

    public Event<ActivityRecorded> told(
            TenantId tenant, ConversationId conversation, Instant at, String activity, Map<String, String> properties) {
        return new Event<>(
                new EventId(ids.next()),
                "usher/chat-service",
                ActivityRecorded.TYPE,
                tenant,
                at,
                new ActivityRecorded(activity, null, conversation, new HashMap<>(properties)));
    }

    /** Sends them, each twice, and waits until the tenant has so many signals. */
    public void tell(TenantId tenant, int signals, List<Event<ActivityRecorded>> events) {
        events.forEach(kafka::send);
        events.forEach(kafka::send);
        Waiting.until(signals + " signals", () -> signals(tenant) >= signals);
    }

    public long signals(TenantId tenant) {
        return jobs.preparedQuery(COUNT)
                .execute(Tuple.of(tenant.value()))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    public static JsonPath episodes(TenantId tenant) {
        return Calls.json(Calls.get(tenant, "episodes?limit=100").statusCode(200));
    }

    public static JsonPath entries(TenantId tenant, String metric) {
        return Calls.json(
                Calls.get(tenant, "usage/events?limit=100&metric=" + metric).statusCode(200));
    }

    public static JsonPath invoice(TenantId tenant, int at) {
        List<String> all = Calls.json(Calls.get(tenant, "invoices")).getList("data.id");
        return Calls.json(Calls.get(tenant, "invoices/" + all.get(at)).statusCode(200));
    }

    private void execute(String sql, TenantId tenant, Instant at) {
        jobs.preparedQuery(sql)
                .execute(Tuple.of(tenant.value(), at.atOffset(ZoneOffset.UTC)))
                .await()
                .indefinitely();
    }
}
