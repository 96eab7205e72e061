package usher.billing.charge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Closes the periods of a schedule one after another, keeping what the service keeps in its tables. */
final class Books {
    private final Schedule schedule;
    private final Map<String, Long> credits = new HashMap<>();
    private final List<Charged> charged = new ArrayList<>();
    private final List<List<Bill>> closings = new ArrayList<>();
    private Period open;

    Books(Schedule schedule) {
        this.schedule = schedule;
        this.open = Period.from(schedule.start(), schedule.zone());
    }

    List<List<Bill>> closings() {
        return closings;
    }

    /** Closes whatever has ended. */
    void comeTo(Instant now) {
        while (!open.end().isAfter(now)) {
            var bills = preview();
            bills.forEach(this::remember);
            closings.add(bills);
            open = open.next();
        }
    }

    List<Bill> preview() {
        return Biller.bills(new Account(
                open,
                schedule.proration(),
                new Timeline(schedule.phases()),
                (segment, charge) -> used(segment, charge, open.end()),
                charged,
                credits,
                false));
    }

    private void remember(Bill bill) {
        credits.merge(bill.currency(), -bill.creditMinor(), Long::sum);
        bill.charged().forEach(state -> {
            charged.removeIf(known -> known.charge().equals(state.charge())
                    && known.segment().start().equals(state.segment().start()));
            charged.add(state);
        });
    }

    private long used(Segment segment, Charge charge, Instant knownAt) {
        return schedule.usage().stream()
                .filter(use ->
                        use.metric().equals(charge.metric()) && use.knownAt().isBefore(knownAt))
                .filter(use -> segment.terms().prices(charge, use.dimensions()))
                .filter(use -> !use.at().isBefore(segment.start()) && use.at().isBefore(segment.end()))
                .mapToLong(Schedule.Use::quantity)
                .sum();
    }
}
