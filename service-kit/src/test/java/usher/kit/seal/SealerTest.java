package usher.kit.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import usher.contracts.id.TenantId;

class SealerTest {
    private static final String OLD = key(1);
    private static final String NEW = key(2);
    private final TenantId tenant = new TenantId(UUID.randomUUID());

    @Test
    void opensWhatItSealedForTheSameTenantAlone() {
        var sealer = sealer(OLD);
        var sealed = sealer.seal(tenant, "sk-secret");

        assertEquals("sk-secret", sealer.open(tenant, sealed));
        assertNotEquals(sealed, sealer.seal(tenant, "sk-secret"));
        assertThrows(IllegalStateException.class, () -> sealer.open(new TenantId(UUID.randomUUID()), sealed));
    }

    @Test
    void opensOldSecretsAfterARotation() {
        var sealed = sealer(OLD).seal(tenant, "kept");

        assertEquals("kept", sealer(NEW, OLD).open(tenant, sealed));
        assertThrows(IllegalStateException.class, () -> sealer(NEW).open(tenant, sealed));
    }

    @Test
    void sealsAgainWithTheFirstKey() {
        // Given
        var old = sealer(OLD).seal(tenant, "kept");
        var both = sealer(NEW, OLD);

        // When
        var again = both.again(tenant, old).orElseThrow();

        // Then
        assertEquals("kept", sealer(NEW).open(tenant, again));
        assertArrayEquals(both.mark(), Arrays.copyOf(Base64.getDecoder().decode(again), 5));
        assertFalse(Arrays.equals(both.mark(), Arrays.copyOf(Base64.getDecoder().decode(old), 5)));
        assertEquals(Optional.empty(), sealer(NEW).again(tenant, old));
        assertEquals(Optional.empty(), both.again(new TenantId(UUID.randomUUID()), old));
    }

    @Test
    void saysWhatToSetWhenThereIsNoKey() {
        var none = new Sealer(Optional::empty);

        assertThrows(IllegalStateException.class, () -> none.seal(tenant, "x"));
        assertThrows(
                IllegalStateException.class, () -> sealer(Base64.getEncoder().encodeToString(new byte[16])));
    }

    private static Sealer sealer(String... keys) {
        return new Sealer(() -> Optional.of(List.of(keys)));
    }

    private static String key(int fill) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
