package usher.local.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void staysTheSameBetweenRunsAndForItsOwnerAlone() throws Exception {
        Path file = folder.resolve("secrets.properties");

        var first = Secrets.keptIn(file, Map.of());

        assertEquals(first, Secrets.keptIn(file, Map.of()));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(32, Base64.getDecoder().decode(first.values().get("USHER_SEAL_KEYS")).length);
        assertEquals(32, Base64.getDecoder().decode(first.values().get("USHER_RECEIPT_KEYS")).length);
        assertFalse(first.ofServices().containsKey("USHER_POSTGRES_ADMIN_PASSWORD"));
        assertFalse(first.toString().contains(first.values().get("USHER_SERVICE_SECRET")));
    }

    @Test
    void takesTheEnvironmentsSecretButDoesNotWriteItDown() throws Exception {
        Path file = folder.resolve("secrets.properties");

        var secrets = Secrets.keptIn(file, Map.of("USHER_SERVICE_SECRET", "given by the operator"));

        assertEquals("given by the operator", secrets.values().get("USHER_SERVICE_SECRET"));
        assertFalse(Files.readString(file).contains("given by the operator"));
    }
}
