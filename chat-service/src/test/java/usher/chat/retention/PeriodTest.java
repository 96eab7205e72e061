package usher.chat.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import usher.contracts.id.TenantId;

class PeriodTest {
    private static final ZoneId JERUSALEM = ZoneId.of("Asia/Jerusalem");

    @Test
    void isADayOfTheTenantAndNotOfTheServer() {
        var period = Period.of(at("2026-11-20T23:30:00Z"), null, JERUSALEM);

        assertEquals(LocalDate.parse("2026-11-21"), period.day());
        assertEquals(at("2026-11-20T22:00:00Z"), period.from());
        assertEquals(at("2026-11-21T22:00:00Z"), period.to());
    }

    @Test
    void isShorterWhenTheClocksGoForward() {
        var period = Period.of(at("2026-03-27T10:00:00Z"), null, JERUSALEM);

        assertEquals(Duration.ofHours(23), Duration.between(period.from(), period.to()));
    }

    @Test
    void overlapsNoDayThatIsDoneWhenTheTenantMoves() {
        var done = Period.of(at("2026-11-20T10:00:00Z"), null, JERUSALEM);

        var west = Period.of(at("2026-11-20T22:30:00Z"), done, ZoneId.of("UTC"));
        var east = Period.of(at("2026-11-20T22:30:00Z"), done, ZoneId.of("Asia/Tokyo"));

        assertEquals(LocalDate.parse("2026-11-21"), west.day());
        assertEquals(done.to(), west.from());
        assertEquals(LocalDate.parse("2026-11-21"), east.day());
        assertEquals(done.to(), east.from());
    }

    @Test
    void keepsWholeDays() {
        var tenant = new KeptTenant(new TenantId(UUID.randomUUID()), JERUSALEM, 7);

        assertEquals(LocalDate.parse("2026-11-14"), tenant.keptFrom(Instant.parse("2026-11-20T22:30:00Z")));
    }

    private static OffsetDateTime at(String moment) {
        return OffsetDateTime.parse(moment);
    }
}
