package usher.kit.time;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.UUID;
import usher.contracts.id.UuidV7;

/** Makes the values of new ids. */
@ApplicationScoped
public class Ids {
    private final UuidV7 uuids;

    Ids(InstantSource clock) {
        this.uuids = new UuidV7(clock);
    }

    public UUID next() {
        return uuids.next();
    }
}
