package usher.billing.usage;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Metric;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;

/** Takes usage that tenants' servers report. A batch is taken whole or not at all. */
@ApplicationScoped
class Meter {
    /** What the platform itself counts, or what is no usage: nobody else may say how much of it there was. */
    private static final Set<String> RESERVED = Set.of(
            "messages",
            "conversations",
            "requests",
            "tokens",
            "cost",
            "seats",
            "tool.calls",
            "retention.days",
            Metric.RESOLUTIONS,
            Metric.ASSISTED_ESCALATIONS);

    private static final String OURS = "usher/";
    private static final int MOST = 1_000;
    private static final Duration AHEAD = Duration.ofDays(1);

    private final Ledger ledger;
    private final InstantSource clock;

    Meter(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** How many events were new, and how many were known, from before or from the same batch. */
    record Taken(long recorded, long known) {}

    /** {@code trusted}: the platform, which may correct anything. */
    Uni<Taken> take(TenantId tenant, List<@Nullable MeterEvent> events, boolean trusted) {
        if (events.isEmpty() || events.size() > MOST) {
            throw Refusal.invalid("", "batch-size", "Send 1 to " + MOST + " events at a time.");
        }
        var now = clock.instant();
        for (int at = 0; at < events.size(); at++) {
            check("/" + at, tenant, events.get(at), trusted, now);
        }
        var lines = new LedgerLines(events.stream()
                .filter(Objects::nonNull)
                .map(event -> event.line(tenant, now))
                .toList());
        return ledger.append(lines).map(fresh -> new Taken(fresh, lines.size() - fresh));
    }

    private static void check(String at, TenantId tenant, @Nullable MeterEvent event, boolean trusted, Instant now) {
        if (event == null) {
            throw Refusal.invalid(at, "event-missing", "An event is an object.");
        }
        require("1.0".equals(event.specversion()), at + "/specversion", "A CloudEvent of specversion 1.0.");
        require(isName(event.id()), at + "/id", "An id is a text of 1 to 500 characters.");
        require(
                isForeign(event.source()),
                at + "/source",
                "A source is a text of 1 to 500 characters that does not begin with " + OURS + ".");
        require(isName(event.type()), at + "/type", "The type is the metric, a text of 1 to 500 characters.");
        require(
                trusted || !isReserved(event.type()),
                at + "/type",
                "This metric is counted by Usher itself. Report one of your own.");
        require(
                Math.abs(event.quantity()) <= Billable.MOST && Math.abs(event.costMicros()) <= Billable.MOST,
                at + "/data/quantity",
                "A quantity is at most " + Billable.MOST + ".");
        require(trusted || event.costMicros() == 0, at + "/data/cost_micros", "Costs are not reported.");
        require(
                event.time() == null
                        || (Billable.isWithin(event.time()) && event.time().isBefore(now.plus(AHEAD))),
                at + "/time",
                "Usage is of the past.");
        require(
                event.dimensions().size() <= Billable.DIMENSIONS
                        && event.dimensions().entrySet().stream()
                                .allMatch(
                                        entry -> Billable.isText(entry.getKey()) && Billable.isText(entry.getValue())),
                at + "/data/dimensions",
                "Dimensions are at most " + Billable.DIMENSIONS + " short texts.");
        if (event.subject() != null && !event.subject().equals(tenant)) {
            throw Refusal.notFound();
        }
    }

    private static boolean isName(@Nullable String text) {
        return text != null && !text.isBlank() && Billable.isText(text);
    }

    private static boolean isForeign(@Nullable String source) {
        return source != null && isName(source) && !source.startsWith(OURS);
    }

    private static boolean isReserved(@Nullable String metric) {
        return metric != null
                && (RESERVED.contains(metric) || metric.startsWith("tokens.") || metric.startsWith(Metric.OUTCOMES));
    }

    private static void require(boolean holds, String pointer, String sentence) {
        if (!holds) {
            throw Refusal.invalid(pointer, "event-invalid", sentence);
        }
    }
}
