package usher.billing.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import usher.billing.charge.Used;
import usher.contracts.event.NoticeRaised.Mail;
import usher.contracts.id.TenantId;

class DayTest {
    @Test
    void isSummedUpInTheTenantsLanguage() {
        assertEquals("Your usage of 2027-05-01", mail("en").subject());
        assertTrue(
                mail("en").text().contains("messages: 1,200 (this month so far: 1,200)"),
                mail("en").text());
        assertEquals("השימוש שלכם ביום 2027-05-01", mail("he").subject());
        assertTrue(
                mail("he-IL").text().contains("messages: 1,200 (מתחילת החודש: 1,200)"),
                mail("he").text());
    }

    private static Mail mail(String locale) {
        var day = Day.of(
                new TenantId(new UUID(1, 1)),
                locale,
                new LocalHour(8, ZoneOffset.UTC),
                Instant.parse("2027-05-02T08:00:00Z"));
        var used = Used.NOTHING.plus("messages", 1_200, 0);
        return Objects.requireNonNull(day.notice(used, used).mail());
    }
}
