package usher.kit.time;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.InstantSource;

/** The clock of the process; tests put a settable one in its place. */
@ApplicationScoped
class Clocks {
    @Produces
    @DefaultBean
    @ApplicationScoped
    InstantSource systemClock() {
        return InstantSource.system();
    }
}
