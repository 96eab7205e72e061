package usher.local.shop;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code book_appointment}: a half hour in the store, when it is open and nobody else has it. */
final class Booking implements Tool {

    private static final List<String> SERVICES = List.of("boot fitting", "gear advice", "repair");
    private static final LocalTime OPENS = LocalTime.of(10, 0);
    private static final LocalTime CLOSES = LocalTime.of(18, 0);
    private static final LocalTime CLOSES_ON_SATURDAY = LocalTime.of(16, 0);
    private static final int SLOT_MINUTES = 30;
    private static final int SUGGESTIONS = 3;

    private final ShopStore store;

    Booking(ShopStore store) {
        this.store = store;
    }

    @Override
    public ToolAnswer call(ToolCall call) {
        try {
            var date = LocalDate.parse(call.text("date").orElse(""));
            var time = LocalTime.parse(call.text("time").orElse(""));
            String service = call.text("service").orElse("").toLowerCase(Locale.ROOT);
            return store.change(state -> book(state, call.idempotencyKey(), service, date.atTime(time)));
        } catch (DateTimeException _) {
            return ToolAnswer.failed(
                    "date-unreadable", "Give the date as 2026-11-30 and the time as 14:30, in 24 hours.");
        }
    }

    private ShopStore.Change<ToolAnswer> book(ShopState state, String key, String service, LocalDateTime at) {
        Appointment earlier = state.answers().get(key);
        if (earlier != null) {
            return ShopStore.Change.none(
                    earlier.service().equals(service)
                                    && earlier.date().atTime(earlier.time()).equals(at)
                            ? booked(earlier)
                            : ToolAnswer.failed(
                                    "idempotency-key-reused", "This key was used for another appointment."));
        }
        Optional<ToolAnswer> refusal = refusal(state, service, at);
        if (refusal.isPresent()) {
            return ShopStore.Change.none(refusal.get());
        }
        var appointment =
                new Appointment("A" + (201 + state.appointments().size()), service, at.toLocalDate(), at.toLocalTime());
        return ShopStore.Change.to(state.with(appointment, key), booked(appointment));
    }

    private static ToolAnswer booked(Appointment appointment) {
        return new ToolAnswer.Done(
                Map.of(
                        "appointment", appointment.number(),
                        "service", appointment.service(),
                        "date", appointment.date(),
                        "time", appointment.time().toString()),
                "Your " + appointment.service() + " is booked for " + OrderStatus.DAY.format(appointment.date())
                        + " at " + appointment.time() + " (" + appointment.number() + ").");
    }

    private Optional<ToolAnswer> refusal(ShopState state, String service, LocalDateTime at) {
        return Stream.of(unknown(service), past(at), closed(at), taken(state, at))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<ToolAnswer> unknown(String service) {
        return SERVICES.contains(service)
                ? Optional.empty()
                : Optional.of(
                        ToolAnswer.failed("service-unknown", "You can book " + String.join(", ", SERVICES) + "."));
    }

    private Optional<ToolAnswer> past(LocalDateTime at) {
        return at.isAfter(store.now())
                ? Optional.empty()
                : Optional.of(ToolAnswer.failed("in-the-past", "That time has passed. Choose a later one."));
    }

    private static Optional<ToolAnswer> closed(LocalDateTime at) {
        return slots(at.toLocalDate()).contains(at.toLocalTime())
                ? Optional.empty()
                : Optional.of(ToolAnswer.failed(
                        "closed",
                        "Appointments start every half hour, Monday to Friday 10:00–17:30 and Saturday 10:00–15:30."));
    }

    private static Optional<ToolAnswer> taken(ShopState state, LocalDateTime at) {
        if (!isTaken(state, at)) {
            return Optional.empty();
        }
        List<String> free = slots(at.toLocalDate()).stream()
                .filter(slot -> slot.isAfter(at.toLocalTime())
                        && !isTaken(state, at.toLocalDate().atTime(slot)))
                .limit(SUGGESTIONS)
                .map(LocalTime::toString)
                .toList();
        String instead = free.isEmpty() ? "Choose another day." : "Free that day: " + String.join(", ", free) + ".";
        return Optional.of(ToolAnswer.failed("slot-taken", at.toLocalTime() + " is taken. " + instead));
    }

    private static boolean isTaken(ShopState state, LocalDateTime at) {
        return state.appointments().stream()
                .anyMatch(each -> each.date().atTime(each.time()).equals(at));
    }

    private static List<LocalTime> slots(LocalDate date) {
        if (date.getDayOfWeek() == DayOfWeek.SUNDAY) {
            return List.of();
        }
        LocalTime closes = date.getDayOfWeek() == DayOfWeek.SATURDAY ? CLOSES_ON_SATURDAY : CLOSES;
        return Stream.iterate(OPENS, slot -> slot.isBefore(closes), slot -> slot.plusMinutes(SLOT_MINUTES))
                .toList();
    }
}
