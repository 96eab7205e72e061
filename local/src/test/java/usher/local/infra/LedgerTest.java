package usher.local.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    @TempDir
    Path folder;

    @Test
    void stopsWhatAKilledParentLeft() {
        Path file = folder.resolve("children");
        Child child = sleeper(new Ledger(file));

        assertEquals(List.of("sleeper"), new Ledger(file).stopLeftovers());

        child.ended().join();
        assertEquals(List.of(), new Ledger(file).stopLeftovers());
    }

    @Test
    void leavesAloneAProcessThatOnlyHasTheSamePid() throws Exception {
        Path file = folder.resolve("children");
        Child child = sleeper(new Ledger(file));
        Files.writeString(file, child.pid() + " 1000000 TERM somebody\n");

        assertEquals(List.of(), new Ledger(file).stopLeftovers());

        assertTrue(child.alive());
        child.kill();
        assertFalse(child.alive());
    }

    @Test
    void forgetsAChildThatWasStopped() {
        Path file = folder.resolve("children");
        Child child = sleeper(new Ledger(file));

        child.stop();

        assertEquals(List.of(), new Ledger(file).stopLeftovers());
    }

    private Child sleeper(Ledger ledger) {
        return Child.start(Command.of("sleeper", folder.resolve("sleeper.log"), List.of("sleep", "600")), ledger);
    }
}
