package usher.billing.charge;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a schedule must cost, worked out in another way than the product does: it asks at each moment which phase is in
 * force, prices stretches from the highest tier down in rational numbers, and finds late usage as the difference of what
 * was known at two closings.
 */
final class Oracle {
    /** What the bills of a closing must say in one currency. */
    record Expected(long net, long tax, long credit, long due) {}

    /** A stretch of one plan, with the fraction of its month. */
    private record Stretch(Instant start, Instant end, Rational fraction, Terms terms, int seats) {}

    private final Schedule schedule;
    private final Map<String, Long> balance = new HashMap<>();

    Oracle(Schedule schedule) {
        this.schedule = schedule;
    }

    /** By closing and currency; currencies without anything are zero or missing. */
    List<Map<String, Expected>> closings() {
        var months = months();
        var stretches = new ArrayList<Stretch>();
        var all = new ArrayList<Map<String, Expected>>();
        for (int at = 1; at < months.size(); at++) {
            var fresh = stretches(months.get(at - 1), months.get(at), false);
            stretches.addAll(fresh);
            var nets = new TreeMap<String, Map<Tax, Long>>();
            fresh.forEach(stretch -> add(nets, stretch, fee(stretch)));
            stretches(months.get(at - 1), months.get(at), true).forEach(stretch -> add(nets, stretch, seats(stretch)));
            var before = at == 1 ? Instant.MIN : months.get(at - 1);
            var now = months.get(at);
            for (var stretch : stretches) {
                long known = fresh.contains(stretch) ? 0 : usage(stretch, before);
                add(nets, stretch, usage(stretch, now) - known);
            }
            var closing = new TreeMap<String, Expected>();
            nets.forEach((currency, byTax) -> closing.put(currency, settle(currency, byTax)));
            all.add(closing);
        }
        return all;
    }

    private Expected settle(String currency, Map<Tax, Long> byTax) {
        long net = 0;
        long tax = 0;
        for (var entry : byTax.entrySet()) {
            net += entry.getValue();
            tax += Rational.of(entry.getKey().rate())
                    .times(Rational.of(entry.getValue()))
                    .rounded();
        }
        long had = balance.getOrDefault(currency, 0L);
        long due = Math.max(0, net + tax - had);
        long left = Math.max(0, had - net - tax);
        balance.put(currency, left);
        return new Expected(net, tax, had - left, due);
    }

    private static void add(Map<String, Map<Tax, Long>> nets, Stretch stretch, long amount) {
        nets.computeIfAbsent(stretch.terms().currency(), any -> new HashMap<>())
                .merge(stretch.terms().tax(), amount, Long::sum);
    }

    private static long fee(Stretch stretch) {
        return stretch.fraction()
                .times(Rational.of(stretch.terms().baseMinor()))
                .rounded();
    }

    private static long seats(Stretch stretch) {
        return stretch.terms().charges().stream()
                .filter(charge -> charge.metric().equals("seats"))
                .mapToLong(charge -> cost(charge.tariff(), stretch.seats(), Rational.of(1))
                        .times(stretch.fraction())
                        .rounded())
                .sum();
    }

    private long usage(Stretch stretch, Instant knownAt) {
        long total = 0;
        for (var charge : stretch.terms().charges()) {
            if (!charge.metric().equals("seats")) {
                long quantity = schedule.usage().stream()
                        .filter(use -> charge.equals(owner(stretch.terms(), use)))
                        .filter(use -> use.knownAt().isBefore(knownAt))
                        .filter(use ->
                                !use.at().isBefore(stretch.start()) && use.at().isBefore(stretch.end()))
                        .mapToLong(Schedule.Use::quantity)
                        .sum();
                total += cost(charge.tariff(), Math.max(0, quantity), stretch.fraction())
                        .rounded();
            }
        }
        return total;
    }

    /** The charge that says most about this use, by counting: each dimension that fits counts one, one that does not rules it out. */
    private static @Nullable Charge owner(Terms terms, Schedule.Use use) {
        Charge found = null;
        int most = -1;
        for (var charge : terms.charges()) {
            int fitting = 0;
            for (var wanted : charge.slice().dimensions().entrySet()) {
                var value = use.dimensions().get(wanted.getKey());
                fitting = value != null && fitting >= 0 && wanted.getValue().contains(value) ? fitting + 1 : -1;
            }
            if (charge.metric().equals(use.metric()) && fitting >= 0 && fitting > most) {
                found = charge;
                most = fitting;
            }
        }
        return found;
    }

    private static Rational cost(Tariff tariff, long quantity, Rational fraction) {
        return switch (tariff) {
            case Tariff.PerUnit(var included, var price) ->
                beyond(quantity, included, fraction).times(Rational.of(price));
            case Tariff.Packaged(var included, var size, var price) ->
                Rational.of(beyond(quantity, included, fraction)
                                .times(Rational.of(1, size))
                                .ceiling())
                        .times(Rational.of(price));
            case Tariff.Graduated(var tiers) -> graduated(tiers, Rational.of(quantity), fraction);
            case Tariff.Volume(var tiers) -> volume(tiers, Rational.of(quantity), fraction);
        };
    }

    private static Rational graduated(List<Tariff.Tier> tiers, Rational quantity, Rational fraction) {
        var cost = Rational.ZERO;
        var left = quantity;
        for (int at = tiers.size() - 1; at >= 0; at--) {
            var bottom = at == 0 ? Rational.ZERO : bound(tiers.get(at - 1).upTo(), fraction);
            if (left.isMoreThan(bottom)) {
                cost = cost.plus(
                        left.minus(bottom).times(Rational.of(tiers.get(at).unitPrice())));
                left = bottom;
            }
        }
        return cost;
    }

    private static Rational volume(List<Tariff.Tier> tiers, Rational quantity, Rational fraction) {
        int reached = 0;
        while (tiers.get(reached).upTo() != null
                && quantity.isMoreThan(bound(tiers.get(reached).upTo(), fraction))) {
            reached++;
        }
        return quantity.times(Rational.of(tiers.get(reached).unitPrice()));
    }

    private static Rational bound(@Nullable Long upTo, Rational fraction) {
        return Rational.of(upTo == null ? 0 : upTo).times(fraction);
    }

    private static Rational beyond(long quantity, long included, Rational fraction) {
        var beyond = Rational.of(quantity).minus(Rational.of(included).times(fraction));
        return beyond.isMoreThan(Rational.ZERO) ? beyond : Rational.ZERO;
    }

    /** The beginning, and then each first of a month, found by stepping from hour to hour. */
    private List<Instant> months() {
        var found = new ArrayList<>(List.of(schedule.start()));
        var zone = schedule.zone();
        var last = schedule.start();
        int month = last.atZone(zone).getMonthValue();
        // Clocks of these zones are a multiple of half an hour from UTC.
        var at = Instant.ofEpochSecond(Math.floorDiv(last.getEpochSecond(), 1800) * 1800);
        while (!at.isAfter(schedule.end())) {
            if (at.atZone(zone).getMonthValue() != month) {
                month = at.atZone(zone).getMonthValue();
                found.add(at);
            }
            at = at.plusSeconds(1800);
        }
        return found;
    }

    private List<Stretch> stretches(Instant start, Instant end, boolean bySeats) {
        var found = new ArrayList<Stretch>();
        var marks = new TreeSet<Instant>(days(start, end));
        if (schedule.proration() == Proration.SECOND) {
            marks.add(start);
            schedule.phases().stream()
                    .map(Phase::from)
                    .filter(from -> from.isAfter(start) && from.isBefore(end))
                    .forEach(marks::add);
        }
        for (var mark : marks) {
            var next = marks.higher(mark);
            var to = next == null ? end : next;
            var phase = inForce(mark);
            if (phase != null && phase.state() == Phase.State.ACTIVE) {
                found.add(new Stretch(mark, to, fraction(mark, to), phase.terms(), bySeats ? phase.seats() : 0));
            }
        }
        return joined(found);
    }

    private static List<Stretch> joined(List<Stretch> pieces) {
        var found = new ArrayList<Stretch>();
        for (var piece : pieces) {
            var last = found.isEmpty() ? null : found.getLast();
            if (last != null
                    && last.end().equals(piece.start())
                    && last.terms() == piece.terms()
                    && last.seats() == piece.seats()) {
                found.removeLast();
                found.add(new Stretch(
                        last.start(),
                        piece.end(),
                        last.fraction().plus(piece.fraction()),
                        piece.terms(),
                        piece.seats()));
            } else {
                found.add(piece);
            }
        }
        return found;
    }

    private Rational fraction(Instant from, Instant to) {
        var month = first(from, schedule.zone());
        var next = month.plusMonths(1);
        return schedule.proration() == Proration.DAY
                ? Rational.of(1, month.toLocalDate().lengthOfMonth())
                : Rational.of(
                        to.getEpochSecond() - from.getEpochSecond(), next.toEpochSecond() - month.toEpochSecond());
    }

    private List<Instant> days(Instant start, Instant end) {
        var found = new ArrayList<Instant>();
        var day = first(start, schedule.zone());
        while (day.toInstant().isBefore(end)) {
            if (!day.toInstant().isBefore(start)) {
                found.add(day.toInstant());
            }
            day = day.toLocalDate().plusDays(1).atStartOfDay(schedule.zone());
        }
        return found;
    }

    private static ZonedDateTime first(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalDate().withDayOfMonth(1).atStartOfDay(zone);
    }

    private @Nullable Phase inForce(Instant at) {
        Phase found = null;
        for (var phase : schedule.phases()) {
            if (!phase.from().isAfter(at) && (found == null || !phase.from().isBefore(found.from()))) {
                found = phase;
            }
        }
        return found;
    }
}
