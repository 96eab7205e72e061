package usher.e2e.spine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import usher.e2e.client.Eventually;
import usher.e2e.client.Tenant;
import usher.e2e.client.Visitor;
import usher.e2e.fault.Fault;
import usher.e2e.reconcile.Book;
import usher.e2e.support.Scale;
import usher.e2e.support.SharedWorld;
import usher.e2e.world.Dependency;
import usher.e2e.world.World;

/** Each dependency is gone for a while under load: what was acknowledged is kept, the rest was refused with a reason. */
@Order(2)
@ExtendWith(SharedWorld.class)
class OutageTest {

    private static final int DEPENDENCIES = Dependency.values().length;
    private static final int TURNS = Scale.of(60, 200) / DEPENDENCIES;
    private static final Duration OUTAGE = Duration.ofSeconds(Scale.of(2, 10));
    private static final Duration SOON = Duration.ofSeconds(30);

    @ParameterizedTest
    @EnumSource(Dependency.class)
    void keepsWhatItAcknowledgedWhileAPartIsGone(Dependency dependency, World world) {
        // Given
        var book = new Book();
        var tenant = world.toolTenant("Outage of " + dependency);
        var crowd = Crowd.of(4, world.api(), tenant, book);
        crowd.ask(TURNS / 4, Duration.ZERO, "before");

        // When
        world.proxy(dependency).become(new Fault.Refuse());
        var during = CompletableFuture.runAsync(() -> crowd.ask(TURNS / 2, OUTAGE, "during"));
        Scale.pass(OUTAGE);
        world.proxy(dependency).heal();
        during.join();
        recovers(dependency, world, tenant, book);
        long acknowledged = book.acknowledged();
        crowd.ask(TURNS / 4, Duration.ZERO, "after");

        // Then
        world.books().settled(tenant, SOON);
        var report = world.books().reconcile(tenant, book);
        System.out.println(dependency + " gone for " + OUTAGE.toSeconds() + " s: " + report);
        assertTrue(report.agrees(), report.toString());
        assertTrue(book.acknowledged() == acknowledged + TURNS / 4, "all is well afterwards: " + report);
    }

    private static void recovers(Dependency dependency, World world, Tenant tenant, Book book) {
        var visitor = Visitor.open(world.api(), tenant);
        int[] tries = {0};
        Eventually.until(dependency + " recovered", SOON, () -> {
            var question = "Try " + ++tries[0] + " after " + dependency + ", parcel 1042?";
            return book.note(question, visitor.tryAsk(question)).acknowledged();
        });
    }
}
