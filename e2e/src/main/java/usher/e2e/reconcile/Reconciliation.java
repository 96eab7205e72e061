package usher.e2e.reconcile;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import usher.e2e.reconcile.Difference.Kind;

/** Holds the four books of one tenant against each other. Questions must be unique: they are what the books share. */
public final class Reconciliation {

    private static final int MOST_CALLS = 12;

    private final List<Seen> seen;
    private final Map<String, List<Stored>> storedByQuestion;
    private final Map<String, List<Metered>> meteredByTurn;
    private final Map<String, List<Counted>> countedByQuestion;
    private final List<Difference> differences = new ArrayList<>();
    private int unheard;

    private Reconciliation(List<Seen> seen, List<Stored> stored, List<Metered> metered, List<Counted> counted) {
        this.seen = seen;
        this.storedByQuestion = stored.stream().collect(groupingBy(Stored::question));
        this.meteredByTurn = metered.stream().collect(groupingBy(Metered::turn));
        this.countedByQuestion = counted.stream().collect(groupingBy(Counted::question));
    }

    public static Report of(List<Seen> seen, List<Stored> stored, List<Metered> metered, List<Counted> counted) {
        var books = new Reconciliation(seen, stored, metered, counted);
        books.checkSeen();
        books.checkStored(stored);
        books.checkMetered(stored, metered);
        return new Report(
                seen.size(),
                (int) seen.stream().filter(Seen::acknowledged).count(),
                stored.size(),
                metered.size(),
                counted.size(),
                books.unacknowledged(),
                books.unheard,
                books.refusals(),
                books.differences);
    }

    private void checkSeen() {
        for (var each : seen) {
            var turn = each.turn();
            if (turn != null) {
                checkAcknowledged(each, turn);
            } else if (each.code() == null
                    || each.detail() == null
                    || each.detail().isBlank()) {
                add(Kind.UNEXPLAINED, each.question(), "status " + each.status() + ", code " + each.code());
            }
        }
    }

    private void checkAcknowledged(Seen each, String turn) {
        var match = storedByQuestion.getOrDefault(each.question(), List.of()).stream()
                .filter(stored -> stored.turn().equals(turn))
                .findFirst();
        if (match.isEmpty()) {
            add(Kind.LOST, each.question(), turn);
        } else if (!match.get().answer().equals(each.answer())) {
            add(
                    Kind.CHANGED,
                    each.question(),
                    "seen \"" + each.answer() + "\", stored \"" + match.get().answer() + "\"");
        }
    }

    private void checkStored(List<Stored> stored) {
        storedByQuestion.forEach((question, turns) -> {
            if (turns.size() > 1) {
                add(Kind.DOUBLED, question, turns.size() + " stored turns");
            }
        });
        for (var each : stored) {
            var meter = meteredByTurn.getOrDefault(each.turn(), List.of());
            if (meter.isEmpty()) {
                add(Kind.UNMETERED, each.question(), each.turn());
            } else {
                checkMeter(each, meter.getFirst());
            }
        }
    }

    private void checkMeter(Stored turn, Metered meter) {
        if (meter.events() != 1 || meter.messages() != 1) {
            add(Kind.DOUBLED, turn.question(), meter.events() + " usage events, " + meter.messages() + " messages");
        }
        var calls = countedByQuestion.getOrDefault(turn.question(), List.of());
        var heard = heard(calls, meter);
        if (heard < 0) {
            add(Kind.MISCOUNTED, turn.question(), "metered " + meter + ", provider counted " + calls);
        } else {
            unheard += calls.size() - heard;
        }
    }

    /**
     * How many of the provider's calls make up what was metered, at most; -1 when no selection of them does. A call
     * whose answer was lost on the way is the provider's word alone, so it may be left out, and is counted.
     */
    private static int heard(List<Counted> calls, Metered meter) {
        int best = -1;
        for (int selection = 0; selection < 1 << Math.min(calls.size(), MOST_CALLS); selection++) {
            long input = 0;
            long output = 0;
            for (int i = 0; i < calls.size(); i++) {
                if ((selection >> i & 1) == 1) {
                    input += calls.get(i).inputTokens();
                    output += calls.get(i).outputTokens();
                }
            }
            if (input == meter.inputTokens() && output == meter.outputTokens()) {
                best = Math.max(best, Integer.bitCount(selection));
            }
        }
        return best;
    }

    private void checkMetered(List<Stored> stored, List<Metered> metered) {
        var turns = new HashMap<String, Stored>();
        stored.forEach(each -> turns.put(each.turn(), each));
        metered.stream()
                .filter(each -> !turns.containsKey(each.turn()))
                .forEach(each -> add(Kind.PHANTOM, "?", each.turn()));
    }

    private int unacknowledged() {
        var acknowledged =
                seen.stream().filter(Seen::acknowledged).map(Seen::question).toList();
        return (int) storedByQuestion.keySet().stream()
                .filter(question -> !acknowledged.contains(question))
                .count();
    }

    private Map<String, Integer> refusals() {
        var codes = new HashMap<String, Integer>();
        for (var each : seen) {
            if (!each.acknowledged()) {
                codes.merge(each.status() + " " + each.code(), 1, Integer::sum);
            }
        }
        return codes;
    }

    private void add(Kind kind, String question, String detail) {
        differences.add(new Difference(kind, question, detail));
    }
}
