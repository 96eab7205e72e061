package usher.billing.charge;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The life of one subscription: what it was on, what it used, and when that became known. */
record Schedule(ZoneId zone, Proration proration, Instant start, Instant end, List<Phase> phases, List<Use> usage) {
    /** So much of a metric at a moment, known from another moment on. */
    record Use(Instant at, Instant knownAt, String metric, long quantity, Map<String, String> dimensions) {}

    static final List<String> ZONES = List.of(
            "UTC", "Asia/Jerusalem", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Auckland");
    private static final List<String> CURRENCIES = List.of("ILS", "USD", "EUR", "JPY", "KWD");
    private static final List<String> METRICS = List.of("messages", "tokens", "mails");
    /** In a leap year and one before it. */
    private static final Instant FIRST = Instant.parse("2027-02-01T00:00:00Z");

    static Schedule random(Random random) {
        var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        var start = FIRST.plusSeconds(random.nextLong(500L * 86_400));
        var end = start.plus(40 + random.nextInt(330), ChronoUnit.DAYS);
        long seconds = ChronoUnit.SECONDS.between(start, end);
        var plans = new ArrayList<Terms>();
        for (int plan = 0; plan < 4; plan++) {
            plans.add(terms(random, plan));
        }
        var phases = new ArrayList<Phase>();
        phases.add(phase(random, start, plans));
        for (int change = random.nextInt(9); change > 0; change--) {
            phases.add(phase(random, start.plusSeconds(random.nextLong(seconds)), plans));
        }
        phases.sort(Comparator.comparing(Phase::from));
        return new Schedule(
                zone,
                random.nextBoolean() ? Proration.DAY : Proration.SECOND,
                start,
                end,
                List.copyOf(phases),
                usage(random, start, seconds));
    }

    private static List<Use> usage(Random random, Instant start, long seconds) {
        var usage = new ArrayList<Use>();
        for (int uses = random.nextInt(random.nextBoolean() ? 6 : 60); uses > 0; uses--) {
            var at = start.plusSeconds(random.nextLong(seconds));
            long late = random.nextInt(4) == 0 ? random.nextLong(90L * 86_400) : 0;
            long quantity = random.nextInt(8) == 0 ? -random.nextInt(300) : round(random, random.nextInt(1_200));
            var metric = METRICS.get(random.nextInt(METRICS.size()));
            usage.add(new Use(at, at.plusSeconds(late), metric, quantity, Slices.used(random)));
        }
        return List.copyOf(usage);
    }

    private static Phase phase(Random random, Instant from, List<Terms> plans) {
        var states = Phase.State.values();
        var state = random.nextInt(3) == 0 ? states[random.nextInt(states.length)] : Phase.State.ACTIVE;
        return new Phase(from, state, plans.get(random.nextInt(plans.size())), 1 + random.nextInt(9));
    }

    private static Terms terms(Random random, int version) {
        var charges = new ArrayList<Charge>();
        METRICS.forEach(metric -> {
            if (random.nextInt(3) > 0) {
                charges.addAll(Slices.charges(random, metric, () -> tariff(random)));
            }
        });
        if (random.nextBoolean()) {
            charges.add(Charge.of(Charge.SEATS, tariff(random)));
        }
        var tax = new Tax(decimal(random, 25, 2 + random.nextInt(3)).movePointLeft(2), "VAT");
        var currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
        return new Terms("plan", version, currency, random.nextInt(3) == 0 ? 0 : random.nextInt(50_000), charges, tax);
    }

    private static Tariff tariff(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Tariff.PerUnit(random.nextInt(800), decimal(random, 40, random.nextInt(6)));
            case 1 ->
                new Tariff.Packaged(
                        random.nextInt(500), 1 + random.nextInt(120), decimal(random, 900, random.nextInt(3)));
            case 2 -> new Tariff.Graduated(tiers(random));
            default -> new Tariff.Volume(tiers(random));
        };
    }

    private static List<Tariff.Tier> tiers(Random random) {
        var tiers = new ArrayList<Tariff.Tier>();
        long end = 0;
        for (int tier = random.nextInt(4); tier > 0; tier--) {
            end += round(random, 100 + random.nextInt(600));
            tiers.add(new Tariff.Tier(end, decimal(random, 30, random.nextInt(6))));
        }
        tiers.add(new Tariff.Tier(null, decimal(random, 30, random.nextInt(6))));
        return tiers;
    }

    /** Often to the hundred, so that quantities meet the ends of tiers. */
    private static int round(Random random, int number) {
        return random.nextBoolean() ? number : number / 100 * 100;
    }

    private static BigDecimal decimal(Random random, int below, int scale) {
        return BigDecimal.valueOf(random.nextInt(below * (int) Math.pow(10, scale)), scale);
    }
}
