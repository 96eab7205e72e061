package usher.billing.usage;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import usher.billing.subscription.BillingMonth;
import usher.billing.usage.Buckets.OfBucket;
import usher.contracts.id.TenantId;

/** Works out the outlook of a metric from its quarters of an hour. */
@ApplicationScoped
class Outlooks {
    private final Buckets buckets;
    private final InstantSource clock;

    Outlooks(Buckets buckets, InstantSource clock) {
        this.buckets = buckets;
        this.clock = clock;
    }

    Uni<Outlook> of(TenantId tenant, BillingMonth month, String metric) {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, month.zone());
        // The oldest day that a forecast of the oldest checked day looks at, and the month before.
        var first = Stream.of(
                        today.minusDays(2L * Outlook.DAYS),
                        month.month().minusMonths(1).atDay(1))
                .min(LocalDate::compareTo)
                .orElseThrow();
        return buckets.buckets(tenant, metric, month.startOf(first), month.end())
                .map(found -> outlook(month, metric, now, found));
    }

    private static Outlook outlook(BillingMonth month, String metric, Instant now, List<OfBucket> buckets) {
        var zone = month.zone();
        var today = LocalDate.ofInstant(now, zone);
        Map<LocalDate, Long> days = buckets.stream()
                .collect(Collectors.groupingBy(
                        bucket -> LocalDate.ofInstant(bucket.start(), zone),
                        Collectors.summingLong(OfBucket::quantity)));
        var previous = new BillingMonth(month.month().minusMonths(1), zone);
        var alike =
                LocalDateTime.ofInstant(now, zone).minusMonths(1).atZone(zone).toInstant();
        var hours = IntStream.range(0, 24)
                .mapToObj(hour -> new Outlook.Hour(
                        hour, sum(buckets, bucket -> bucket.start().atZone(zone).getHour() == hour)))
                .toList();
        return new Outlook(
                metric,
                zone.getId(),
                sum(buckets, bucket -> !bucket.start().isBefore(month.start())),
                sum(
                        buckets,
                        bucket -> within(bucket, previous) && bucket.start().isBefore(alike)),
                sum(buckets, bucket -> within(bucket, previous)),
                Outlook.trend(days, today),
                Outlook.predict(days, today),
                hours,
                weekdays(days),
                Outlook.peaks(hours));
    }

    private static List<Outlook.Weekday> weekdays(Map<LocalDate, Long> days) {
        return Stream.of(DayOfWeek.values())
                .map(weekday -> new Outlook.Weekday(
                        weekday,
                        days.entrySet().stream()
                                .filter(day -> day.getKey().getDayOfWeek() == weekday)
                                .mapToLong(Map.Entry::getValue)
                                .sum()))
                .toList();
    }

    private static boolean within(OfBucket bucket, BillingMonth month) {
        return YearMonth.from(bucket.start().atZone(month.zone())).equals(month.month());
    }

    private static long sum(List<OfBucket> buckets, Predicate<OfBucket> which) {
        return buckets.stream().filter(which).mapToLong(OfBucket::quantity).sum();
    }
}
