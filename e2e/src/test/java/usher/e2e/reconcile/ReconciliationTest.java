package usher.e2e.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import usher.e2e.reconcile.Difference.Kind;

class ReconciliationTest {

    private static final Seen SEEN = Seen.answered("q1", "trn_1", "a1");
    private static final Stored STORED = new Stored("trn_1", "q1", "a1");
    private static final Metered METERED = new Metered("trn_1", 1, 1, 10, 5);
    private static final Counted COUNTED = new Counted("q1", 10, 5);

    @Test
    void agreesWhenEveryBookHoldsTheTurnOnce() {
        var report = Reconciliation.of(List.of(SEEN), List.of(STORED), List.of(METERED), List.of(COUNTED));
        assertTrue(report.agrees(), report.toString());
    }

    @Test
    void addsUpTheCallsOfATurnWithTools() {
        var calls = List.of(new Counted("q1", 4, 2), new Counted("q1", 6, 3));
        assertTrue(Reconciliation.of(List.of(SEEN), List.of(STORED), List.of(METERED), calls)
                .agrees());
    }

    @Test
    void tellsProviderCallsThatWeNeverHeardFrom() {
        var calls = List.of(new Counted("q1", 7, 3), new Counted("q1", 10, 5));
        var report = Reconciliation.of(List.of(SEEN), List.of(STORED), List.of(METERED), calls);
        assertTrue(report.agrees(), report.toString());
        assertEquals(1, report.unheard());
    }

    @Test
    void acceptsACodedProblemAsAnEnd() {
        var refused = Seen.refused("q2", 503, "service-unavailable", "Please try again in a moment.");
        var report = Reconciliation.of(List.of(refused), List.of(), List.of(), List.of());
        assertTrue(report.agrees(), report.toString());
    }

    @Test
    void findsAnAcknowledgedTurnThatIsNotStored() {
        expect(Kind.LOST, List.of(SEEN), List.of(), List.of(), List.of(COUNTED));
    }

    @Test
    void findsAChangedAnswer() {
        expect(
                Kind.CHANGED,
                List.of(SEEN),
                List.of(new Stored("trn_1", "q1", "other")),
                List.of(METERED),
                List.of(COUNTED));
    }

    @Test
    void findsATurnThatIsStoredTwice() {
        expect(
                Kind.DOUBLED,
                List.of(SEEN),
                List.of(STORED, new Stored("trn_2", "q1", "a1")),
                List.of(METERED, new Metered("trn_2", 1, 1, 10, 5)),
                List.of(COUNTED));
    }

    @Test
    void findsATurnThatIsMeteredTwice() {
        expect(
                Kind.DOUBLED,
                List.of(SEEN),
                List.of(STORED),
                List.of(new Metered("trn_1", 2, 2, 10, 5)),
                List.of(COUNTED));
    }

    @Test
    void findsAStoredTurnWithoutUsage() {
        expect(Kind.UNMETERED, List.of(SEEN), List.of(STORED), List.of(), List.of(COUNTED));
    }

    @Test
    void findsUsageWithoutATurn() {
        expect(Kind.PHANTOM, List.of(), List.of(), List.of(METERED), List.of());
    }

    @Test
    void findsTokensThatAreNotTheProviders() {
        expect(Kind.MISCOUNTED, List.of(SEEN), List.of(STORED), List.of(METERED), List.of(new Counted("q1", 10, 6)));
    }

    @Test
    void findsAnEndThatNobodyExplained() {
        expect(Kind.UNEXPLAINED, List.of(Seen.lost("q3")), List.of(), List.of(), List.of());
    }

    private static void expect(
            Kind kind, List<Seen> seen, List<Stored> stored, List<Metered> metered, List<Counted> counted) {
        var report = Reconciliation.of(seen, stored, metered, counted);
        assertEquals(kind, report.differences().getFirst().kind(), report.toString());
    }
}
