package usher.chat.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import usher.contracts.id.TenantId;

/** A tenant and how long its rows are kept: the shortest of what its plan and it itself say. */
record KeptTenant(TenantId id, ZoneId zone, long days) {
    /** The first day that stays. */
    LocalDate keptFrom(Instant now) {
        return LocalDate.ofInstant(now, zone).minusDays(days);
    }
}
