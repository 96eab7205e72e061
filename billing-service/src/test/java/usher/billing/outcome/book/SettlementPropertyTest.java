package usher.billing.outcome.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import usher.billing.outcome.episode.Judge;
import usher.billing.outcome.episode.Line;
import usher.billing.outcome.episode.Signal;
import usher.billing.outcome.episode.Talk;
import usher.billing.outcome.rule.RuleTerms;
import usher.billing.outcome.rule.Rules;

/** Random conversations under random rules, whose signals arrive whenever they like. */
class SettlementPropertyTest {
    private static final Duration YEAR = Duration.ofDays(365);

    @Property(tries = 400, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void neverChargesAnEpisodeTwiceAndEndsTheSameInAnyOrder(@ForAll long seed) {
        var random = new Random(seed);
        var rules = rules(random);
        var inTime = talk(random);
        var late = new ArrayList<>(inTime);
        late.addAll(inTime.subList(0, random.nextInt(inTime.size() + 1)));
        Collections.shuffle(late, random);
        var shuffled = new Books(rules);
        var straight = new Books(rules);

        for (var signal : late) {
            shuffled.hear(signal);
            shuffled.comeTo(Talk.START.plusSeconds(random.nextLong(YEAR.toSeconds())));
        }
        shuffled.comeTo(Talk.START.plus(YEAR));
        inTime.forEach(straight::hear);
        straight.comeTo(Talk.START.plus(YEAR));

        assertEquals(straight.sums(), shuffled.sums(), "seed " + seed);
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void jumpsOverAYearAsItStepsThroughItHourByHour(@ForAll long seed) {
        var random = new Random(seed);
        var rules = rules(random);
        var signals = talk(random);
        var jumped = new Books(rules);
        var stepped = new Books(rules);
        var waiting = new ArrayList<>(signals);

        signals.forEach(jumped::hear);
        jumped.comeTo(Talk.START.plus(YEAR));
        for (long hour = 0; hour <= YEAR.toHours(); hour++) {
            var now = Talk.START.plus(Duration.ofHours(hour));
            while (!waiting.isEmpty() && !waiting.getFirst().at().isAfter(now)) {
                stepped.hear(waiting.removeFirst());
            }
            stepped.look(now);
        }

        assertEquals(jumped.posted(), stepped.posted(), "seed " + seed);
    }

    private static Rules rules(Random random) {
        var versions = new ArrayList<Rules.Version>();
        for (int number = 1 + random.nextInt(3); number > 0; number--) {
            var from = number == 1 ? Instant.EPOCH : Talk.START.plusSeconds(random.nextLong(60L * 86_400));
            versions.add(new Rules.Version(number, from, terms(random).judging()));
        }
        return new Rules(versions);
    }

    private static RuleTerms terms(Random random) {
        var contained = Duration.ofMinutes(1 + random.nextInt(3 * 1_440));
        var counts = new TreeMap<String, String>();
        for (var outcome : List.of("contained", "verified", "assisted_escalation", "unassisted")) {
            if (random.nextInt(4) > 0) {
                counts.put(outcome, "outcomes." + (char) ('a' + random.nextInt(2)));
            }
        }
        return new RuleTerms(
                contained,
                random.nextBoolean() ? contained.plus(Duration.ofMinutes(1 + random.nextInt(5_000))) : null,
                random.nextBoolean() ? null : List.of(),
                null,
                null,
                Duration.ofMinutes(1 + random.nextInt(10 * 1_440)),
                Duration.ofMinutes(1 + random.nextInt(40 * 1_440)),
                random.nextBoolean(),
                counts);
    }

    private static List<Signal> talk(Random random) {
        var talk = new Talk();
        double hours = 0;
        for (int some = 1 + random.nextInt(14); some > 0; some--) {
            hours += random.nextInt(4) == 0 ? random.nextInt(400) : random.nextInt(40) / 10.0;
            switch (random.nextInt(12)) {
                case 0 -> talk.turn(hours, "greeting", false);
                case 1 -> talk.turn(hours, "thanks", false);
                case 2 -> talk.turn(hours, "human_handoff", false);
                case 3 -> talk.turn(hours, "other", random.nextBoolean());
                case 4 -> talk.rated(hours, 1 + random.nextInt(5));
                case 5 -> talk.cutOff(hours);
                case 6 -> talk.happened(hours, Signal.Kind.CLOSED);
                case 7 -> talk.happened(hours, Signal.Kind.REOPENED);
                default -> talk.turn(hours, "question", random.nextInt(3) > 0);
            }
            if (random.nextInt(5) == 0 && talk.signals().stream().anyMatch(signal -> signal.message() != null)) {
                talk.thumb(hours + 0.05, random.nextBoolean() ? 1 : -1);
            }
        }
        return talk.signals().stream()
                .sorted(Comparator.comparing(Signal::at).thenComparing(Signal::id))
                .toList();
    }

    /** The ledger of one conversation, kept as the database keeps it. */
    private static final class Books {
        private final Rules rules;
        private final Map<UUID, Signal> signals = new LinkedHashMap<>();
        private final Map<UUID, List<Line>> ledger = new TreeMap<>();
        private final Map<UUID, Instant> began = new TreeMap<>();
        private Instant next = Instant.MIN;

        Books(Rules rules) {
            this.rules = rules;
        }

        void hear(Signal signal) {
            signals.put(signal.id(), signal);
            next = Instant.MIN;
        }

        /** As the job does: only when something is due. */
        void look(Instant now) {
            if (!next.isAfter(now)) {
                comeTo(now);
            }
        }

        void comeTo(Instant now) {
            var judged = Judge.of(signals.values(), rules, now);
            next = judged.nextLook() == null ? Instant.MAX : judged.nextLook();
            var kept = ledger.entrySet().stream()
                    .map(entry -> new Settlement.Kept(
                            entry.getKey(), began.getOrDefault(entry.getKey(), now), entry.getValue(), false))
                    .toList();
            for (var settled : Settlement.of(kept, judged.episodes(), signals.keySet(), now)) {
                var lines = ledger.computeIfAbsent(settled.id(), any -> new ArrayList<>());
                assertEquals(lines.size(), settled.known());
                lines.addAll(settled.moves());
                if (settled.episode() != null) {
                    began.put(settled.id(), settled.episode().beganAt());
                }
                alternates(lines);
            }
        }

        private static void alternates(List<Line> lines) {
            for (int at = 0; at < lines.size(); at++) {
                var line = lines.get(at);
                assertEquals(at % 2 == 0 ? 1 : -1, line.quantity());
                assertTrue(at % 2 == 0
                        || (line.metric().equals(lines.get(at - 1).metric())
                                && line.occurredAt().equals(lines.get(at - 1).occurredAt())));
            }
        }

        /** What an invoice would count: by metric and moment, those that come to nothing left out. */
        Map<String, Integer> sums() {
            var sums = ledger.values().stream()
                    .flatMap(List::stream)
                    .collect(Collectors.groupingBy(
                            line -> line.metric() + "@" + line.occurredAt(),
                            TreeMap::new,
                            Collectors.summingInt(Line::quantity)));
            sums.values().removeIf(sum -> sum == 0);
            return sums;
        }

        Map<UUID, List<Line>> posted() {
            return new TreeMap<>(ledger);
        }
    }
}
