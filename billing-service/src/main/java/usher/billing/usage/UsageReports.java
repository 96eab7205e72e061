package usher.billing.usage;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import usher.billing.counted.Counts;
import usher.billing.subscription.BillingMonth;
import usher.billing.subscription.SubscriptionService;
import usher.contracts.event.Limit;
import usher.contracts.event.Metric;
import usher.contracts.id.TenantId;

/** Puts the sums of a month beside the limits of the subscription. */
@ApplicationScoped
class UsageReports {
    private static final String CURRENCY = "USD";
    private static final String TOKENS = "tokens.";
    private static final Set<String> INPUT = Set.of(Metric.TOKENS_INPUT, Metric.TOKENS_CACHED);
    private static final Set<String> OUTPUT = Set.of(Metric.TOKENS_OUTPUT, Metric.TOKENS_REASONING);

    private final Sums sums;
    private final SubscriptionService subscriptions;
    private final Counts counts;
    private final InstantSource clock;

    UsageReports(Sums sums, SubscriptionService subscriptions, Counts counts, InstantSource clock) {
        this.sums = sums;
        this.subscriptions = subscriptions;
        this.counts = counts;
        this.clock = clock;
    }

    Uni<UsageReport> of(TenantId tenant, BillingMonth month) {
        return subscriptions
                .limits(tenant)
                .chain(limits -> counts.of(tenant)
                        .chain(counted -> sums.of(tenant, month)
                                .map(found -> report(tenant, month, monthly(limits), counted, found))));
    }

    /** The days of the month so far, for a table. */
    Uni<List<UsageReport.OfDay>> days(TenantId tenant, BillingMonth month) {
        return sums.of(tenant, month).map(found -> days(month, only(found, Sum.OfDay.class)));
    }

    private UsageReport report(
            TenantId tenant, BillingMonth month, List<Limit> limits, Map<String, Long> counted, List<Sum> sums) {
        var metrics = metrics(only(sums, Sum.OfMetric.class), counted, limits);
        return new UsageReport(
                tenant,
                month.month().toString(),
                month.zone().getId(),
                CURRENCY,
                metrics,
                metrics.stream().mapToLong(UsageReport.OfMetric::costMicros).sum(),
                models(only(sums, Sum.OfModel.class)),
                days(month, only(sums, Sum.OfDay.class)));
    }

    /** Each metric that was used or is limited. */
    private static List<UsageReport.OfMetric> metrics(
            List<Sum.OfMetric> sums, Map<String, Long> counted, List<Limit> limits) {
        var metrics = new TreeMap<String, UsageReport.OfMetric>();
        limits.forEach(limit -> metrics.put(
                limit.metric(),
                new UsageReport.OfMetric(limit.metric(), unmetered(limit.metric(), counted, sums), limit.amount(), 0)));
        sums.forEach(sum -> metrics.put(
                sum.metric(),
                new UsageReport.OfMetric(sum.metric(), sum.quantity(), limit(limits, sum.metric()), sum.costMicros())));
        return List.copyOf(metrics.values());
    }

    /** What there is now, or the sum of what a metric is made of. */
    private static long unmetered(String metric, Map<String, Long> counted, List<Sum.OfMetric> sums) {
        return switch (metric) {
            case Metric.COST -> sums.stream().mapToLong(Sum::costMicros).sum();
            case "tokens" -> quantity(sums.stream().filter(sum -> sum.metric().startsWith(TOKENS)));
            default -> counted.getOrDefault(metric, 0L);
        };
    }

    private static List<UsageReport.OfModel> models(List<Sum.OfModel> sums) {
        return sums.stream()
                .filter(sum -> !sum.model().isEmpty())
                .map(sum -> new UsageReport.OfModel(
                        sum.model(), sum.provider(), sum.metric(), sum.quantity(), sum.costMicros()))
                .toList();
    }

    /** Every day of the month so far, used or not, so that a chart has no holes. */
    private List<UsageReport.OfDay> days(BillingMonth month, List<Sum.OfDay> sums) {
        var byDay = sums.stream().collect(Collectors.groupingBy(Sum.OfDay::day));
        var today = LocalDate.ofInstant(clock.instant(), month.zone());
        return month.days().stream()
                .filter(day -> !day.isAfter(today) || byDay.containsKey(day))
                .map(day -> day(day, byDay.getOrDefault(day, List.of())))
                .toList();
    }

    private static UsageReport.OfDay day(LocalDate day, List<Sum.OfDay> sums) {
        return new UsageReport.OfDay(
                day,
                quantity(of(sums, Set.of(Metric.CONVERSATIONS))),
                quantity(of(sums, Set.of(Metric.MESSAGES))),
                quantity(sums.stream().filter(sum -> sum.metric().startsWith(TOKENS))),
                quantity(of(sums, INPUT)),
                quantity(of(sums, OUTPUT)),
                quantity(of(sums, Set.of(Metric.TOOL_CALLS))),
                sums.stream().mapToLong(Sum::costMicros).sum());
    }

    private static Stream<Sum.OfDay> of(List<Sum.OfDay> sums, Set<String> metrics) {
        return sums.stream().filter(sum -> metrics.contains(sum.metric()));
    }

    private static long quantity(Stream<? extends Sum> sums) {
        return sums.mapToLong(Sum::quantity).sum();
    }

    private static List<Limit> monthly(List<Limit> limits) {
        return limits.stream()
                .filter(limit -> limit.period() == Limit.Period.MONTH)
                .toList();
    }

    private static @Nullable Long limit(List<Limit> limits, String metric) {
        return limits.stream()
                .filter(limit -> limit.metric().equals(metric))
                .map(Limit::amount)
                .findFirst()
                .orElse(null);
    }

    private static <S extends Sum> List<S> only(List<Sum> sums, Class<S> kind) {
        return sums.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
