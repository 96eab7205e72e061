package usher.billing.alert;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import usher.billing.subscription.BillingMonth;

/** The day and the month that it is now in some time zones, as columns: there is one time zone database, the JDK's. */
record Calendars(List<Local> zones) {

    record Local(String zone, LocalDate day, Instant dayStart, Instant dayEnd, BillingMonth month) {
        static Local of(String id, Instant now) {
            var zone = ZoneId.of(id);
            var month = BillingMonth.at(now, zone);
            var day = LocalDate.ofInstant(now, zone);
            return new Local(id, day, month.startOf(day), month.startOf(day.plusDays(1)), month);
        }
    }

    static Calendars of(List<String> zones, Instant now) {
        return new Calendars(zones.stream().map(zone -> Local.of(zone, now)).toList());
    }

    /** Zone; day, where it begins and ends; month, where it begins and ends. */
    Tuple addTo(Tuple tuple) {
        return tuple.addArrayOfString(texts(Local::zone))
                .addArrayOfString(texts(local -> local.day().toString()))
                .addArrayOfOffsetDateTime(times(Local::dayStart))
                .addArrayOfOffsetDateTime(times(Local::dayEnd))
                .addArrayOfString(texts(local -> local.month().month().toString()))
                .addArrayOfOffsetDateTime(times(local -> local.month().start()))
                .addArrayOfOffsetDateTime(times(local -> local.month().end()));
    }

    private String[] texts(Function<Local, String> text) {
        return zones.stream().map(text).toArray(String[]::new);
    }

    private OffsetDateTime[] times(Function<Local, Instant> time) {
        return zones.stream().map(time).map(at -> at.atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
    }
}
