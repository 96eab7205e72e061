package usher.contracts.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdTest {
    private final UuidV7 uuids = new UuidV7(InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z")));

    @Test
    void readsWhatItWrites() {
        for (var uuid : List.of(new UUID(0, 0), new UUID(-1, -1), UUID.randomUUID(), uuids.next())) {
            assertEquals(
                    uuid, TenantId.fromString(new TenantId(uuid).toString()).value());
        }
        assertEquals("ten_7zzzzzzzzzzzzzzzzzzzzzzzzz", new TenantId(new UUID(-1, -1)).toString());
    }

    @Test
    void refusesWhatItWouldNotWrite() {
        var tenant = new TenantId(UUID.randomUUID()).toString();
        for (var bad : List.of(
                "",
                "ten_",
                tenant + "0",
                tenant.toUpperCase(java.util.Locale.ROOT),
                "ten_8" + "0".repeat(25),
                "cnv" + tenant.substring(3),
                "ten-" + tenant.substring(4),
                "ten_" + "l".repeat(26))) {
            assertThrows(IllegalArgumentException.class, () -> TenantId.fromString(bad), bad);
        }
    }

    @Test
    void growsWithinAMillisecondAndIsOfVersionSeven() {
        var made = IntStream.range(0, 5000).mapToObj(at -> uuids.next()).toList();

        var texts = made.stream().map(uuid -> new MessageId(uuid).toString()).toList();
        assertEquals(texts.stream().sorted().distinct().toList(), texts);
        assertTrue(made.stream().allMatch(uuid -> uuid.version() == 7 && uuid.variant() == 2));
    }
}
