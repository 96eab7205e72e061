package usher.e2e.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import usher.e2e.isolation.Matrix.Foreign;
import usher.e2e.isolation.RowSecurity.Glimpse;
import usher.e2e.support.SharedWorld;
import usher.e2e.world.World;

/**
 * Two walls stand between tenants: each query names its tenant, and row-level security. Each holds alone, so that a
 * query which forgets its tenant shows nothing; and it is found here, where the other wall is down.
 */
@Order(3)
@ExtendWith(SharedWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoWallsTest {

    /** Tables that are nobody's: what the platform offers to all, and what services note about themselves. */
    private static final Set<String> OF_NOBODY = Set.of(
            "admin.inbox",
            "billing.inbox",
            "billing.outcome_rules",
            "billing.plan",
            "billing.plan_limit",
            "billing.seller",
            "chat.inbox",
            "chat.model_price",
            "chat.search_mark",
            "tool.summed_up",
            "tool.inbox");

    /** Kinds of things whose ids must be seen by their owner, or nothing is proven by strangers not seeing them. */
    private static final Set<String> LISTED =
            Set.of("cnv", "kno", "blk", "mem", "inv", "chg", "whe", "ntc", "pay", "pmt", "gnt", "tkt");

    private World world;
    private Matrix matrix;
    private Cast cast;

    @BeforeAll
    void read(World given) {
        world = given;
        matrix = Matrix.of(world);
        cast = matrix.cast();
    }

    @Test
    void theNamedTenantHoldsWithoutRowSecurity() {
        // Given
        var before = Fingerprints.of(world.database());
        var failures = new ArrayList<String>();

        // When
        try (var down = RowSecurity.off(world.database())) {
            matrix.foreign().forEach(call -> refused(call, failures));
            matrix.lists().forEach(call -> shown(call, failures));
            failures.addAll(matrix.namedInBodies());
        }

        // Then
        assertTrue(
                failures.isEmpty(),
                "Only row-level security held these back; name the tenant in the query:\n"
                        + String.join("\n", failures));
        assertEquals(List.of(), Fingerprints.of(world.database()).changedSince(before), "changed by strangers");
    }

    @Test
    void listsShowStrangersNothingAndTheirOwnerEverything() {
        var failures = new ArrayList<String>();

        matrix.lists().forEach(call -> shown(call, failures));

        assertTrue(failures.isEmpty(), String.join("\n", failures));
        var kinds = new LinkedHashSet<String>();
        for (var operation : matrix.operations()) {
            if (matrix.isList(operation) && operation.accepts("member")) {
                var answer = matrix.ask(new Foreign(operation, cast.insider()));
                cast.things().ids().stream()
                        .filter(answer.text()::contains)
                        .forEach(id -> kinds.add(id.substring(0, 3)));
            }
        }
        assertTrue(kinds.containsAll(LISTED), "seen by their owner: " + kinds);
    }

    @Test
    void rowSecurityHoldsWhenNoTenantIsNamed() {
        var glimpses = RowSecurity.ofTenants(world.database()).stream()
                .map(table -> RowSecurity.glimpse(world.database(), table, cast.owner(), cast.other()))
                .toList();

        var proven = glimpses.stream()
                .filter(glimpse -> glimpse.there() > 0 && glimpse.over() == glimpse.there())
                .map(Glimpse::table)
                .toList();
        System.out.printf(
                "%d tables of tenants; the wall was seen to hold rows back in %d: %s; without rows of the owner: %s%n",
                glimpses.size(),
                proven.size(),
                proven,
                glimpses.stream()
                        .filter(glimpse -> glimpse.there() == 0)
                        .map(Glimpse::table)
                        .toList());
        var leaks = glimpses.stream().filter(glimpse -> glimpse.through() > 0).toList();
        assertEquals(List.of(), leaks, "seen through the wall");
        assertTrue(
                proven.containsAll(List.of("chat.message", "chat.knowledge", "admin.member", "billing.subscription")),
                proven.toString());
    }

    /** A new table is a tenant's and has row-level security, or is named above. */
    @Test
    void everyTableThatIsSomebodysHasRowSecurity() {
        var unguarded = RowSecurity.unguarded(world.database()).stream()
                .filter(table -> !table.endsWith(".flyway_schema_history"))
                .toList();

        assertEquals(OF_NOBODY, Set.copyOf(unguarded));
        assertTrue(RowSecurity.guarded(world.database()).containsAll(RowSecurity.ofTenants(world.database())));
    }

    /** The time of an answer must not tell a thing of somebody else from none. */
    @Test
    void anothersThingTakesAsLongAsNone() {
        var failures = new ArrayList<String>();

        for (var call : matrix.foreign()) {
            if (call.operation().method().equals("GET")) {
                var timing = Timing.of(() -> matrix.ask(call), () -> matrix.askForNothing(call));
                if (!timing.alike()) {
                    failures.add(call + ": " + timing);
                }
            }
        }

        assertTrue(failures.isEmpty(), String.join("\n", failures));
    }

    private void refused(Foreign call, List<String> failures) {
        var answer = matrix.ask(call);
        if (answer.status() != 404) {
            failures.add(call + ": " + answer);
        }
    }

    private void shown(Foreign call, List<String> failures) {
        var answer = matrix.ask(call);
        for (var id : cast.things().ids()) {
            if (answer.text().contains(id)) {
                failures.add(call + " shows " + id + ": " + answer);
            }
        }
    }
}
