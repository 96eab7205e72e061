package usher.admin.notice.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import usher.admin.SettableClock;

/** Sends what is due, as the schedule would. */
@ApplicationScoped
class Round {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Deliveries deliveries;
    private final SettableClock clock;

    Round(Deliveries deliveries, SettableClock clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    void go() {
        deliveries.sweep(clock.instant()).await().atMost(PATIENCE);
    }

    /** And does not wait for its end. */
    CompletionStage<Integer> begin() {
        return deliveries.sweep(clock.instant()).subscribeAsCompletionStage();
    }

    void after(Duration wait) {
        clock.advance(wait);
        go();
    }
}
