package usher.kit.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
        java.util.Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
