package usher.e2e.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import usher.e2e.world.Database;

/** For tests elsewhere: what is in the tables stays as it was. */
public final class Unchanged {
    private final Database database;
    private final Fingerprints before;

    private Unchanged(Database database) {
        this.database = database;
        this.before = Fingerprints.of(database);
    }

    public static Unchanged in(Database database) {
        return new Unchanged(database);
    }

    public void check() {
        assertEquals(List.of(), Fingerprints.of(database).changedSince(before));
    }
}
