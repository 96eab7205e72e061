package usher.billing.revenue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static usher.billing.revenue.PhaseBooks.ago;
import static usher.billing.revenue.PhaseBooks.day;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class MovementTest {
    private static final int MONTHS = 8;

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    @Inject
    Revenue revenue;

    @Test
    void isWhatTheBooksSayByHand() {
        // Given
        var books = new PhaseBooks(jobs);
        var small = PhaseBooks.plan("PLN", 1_000);
        var big = PhaseBooks.plan("PLN", 3_000);
        var first = books.tenant(small, day(ago(6), 3));
        books.phase(first, day(ago(6), 3), "TRIAL", small, 1);
        books.phase(first, day(ago(5), 3), "ACTIVE", small, 1);
        books.phase(first, day(ago(4), 9), "ACTIVE", big, 1);
        books.phase(first, day(ago(3), 9), "ACTIVE", small, 1);
        books.phase(first, day(ago(2), 9), "CANCELLED", small, 1);
        var second = books.tenant(small, day(ago(5), 1));
        books.phase(second, day(ago(5), 1), "ACTIVE", small, 1);
        books.phase(second, day(ago(4), 1), "ACTIVE", small, 4);
        books.phase(second, day(ago(3), 1), "PAUSED", small, 4);
        books.phase(second, day(ago(2), 1), "ACTIVE", small, 4);

        // When
        var rows = of("PLN");

        // Then
        assertEquals(row(5, 0, 2_000, 0, 0, 0, 2_000, 0, 2, 0, 2), rows.get(5));
        assertEquals(row(4, 2_000, 0, 3_500, 0, 0, 5_500, 2, 0, 0, 2), rows.get(4));
        assertEquals(row(3, 5_500, 0, 0, 2_000, 2_500, 1_000, 2, 0, 1, 1), rows.get(3));
        assertEquals(row(2, 1_000, 2_500, 0, 0, 1_000, 2_500, 1, 1, 1, 1), rows.get(2));
        assertEquals(row(1, 2_500, 0, 0, 0, 0, 2_500, 1, 0, 0, 1), rows.get(1));
        assertTrue(!rows.containsKey(6), "A trial brings nothing");
        assertEquals("0.500000", Objects.requireNonNull(rows.get(3)).logoChurnRate());
        assertEquals("0.818182", Objects.requireNonNull(rows.get(3)).revenueChurnRate());
        assertEquals(30_000, Objects.requireNonNull(rows.get(1)).annualMinor());
        var plans = PhaseBooks.json("plans?limit=100");
        assertEquals(2_500, plans.getInt("data.find { it.plan == '" + small + "' }.monthly_minor"));
        assertEquals(1, plans.getInt("data.find { it.plan == '" + small + "' }.customers"));
    }

    @Test
    void addsUpAndAgreesWithCountingTenantByTenant() {
        // Given
        long seed = System.nanoTime();
        System.out.println("revenue seed " + seed);
        var random = new Random(seed);
        var books = new PhaseBooks(jobs);
        var plans = List.of(PhaseBooks.plan("CZK", 0), PhaseBooks.plan("CZK", 700), PhaseBooks.plan("CZK", 2_000));
        var prices = Map.of(plans.get(0), 0L, plans.get(1), 700L, plans.get(2), 2_000L);
        Map<UUID, List<Long>> monthly = new HashMap<>();
        for (int at = 0; at < 40; at++) {
            monthly.put(books.tenant(plans.get(1), day(ago(MONTHS), 1)), new ArrayList<>());
        }

        // When
        monthly.forEach((tenant, values) -> {
            long now = 0;
            for (int month = MONTHS; month > 0; month--) {
                if (random.nextInt(3) == 0) {
                    var state = List.of("ACTIVE", "ACTIVE", "ACTIVE", "TRIAL", "PAUSED", "CANCELLED")
                            .get(random.nextInt(6));
                    var plan = plans.get(random.nextInt(3));
                    int seats = 1 + random.nextInt(3);
                    books.phase(tenant, day(ago(month), 1 + random.nextInt(27)), state, plan, seats);
                    now = state.equals("ACTIVE") ? prices.getOrDefault(plan, 0L) + 500L * (seats - 1) : 0;
                }
                values.add(now);
            }
        });

        // Then
        var rows = of("CZK");
        for (int month = MONTHS; month > 0; month--) {
            int at = MONTHS - month;
            long start = monthly.values().stream()
                    .mapToLong(values -> at == 0 ? 0 : values.get(at - 1))
                    .sum();
            long end = monthly.values().stream()
                    .mapToLong(values -> values.get(at))
                    .sum();
            var row = rows.get(month);
            if (row == null) {
                assertEquals(List.of(0L, 0L), List.of(start, end), "month " + month);
                continue;
            }
            assertEquals(List.of(start, end), List.of(row.startMinor(), row.endMinor()), "month " + month);
            assertEquals(
                    row.endMinor(),
                    row.startMinor()
                            + row.newMinor()
                            + row.expansionMinor()
                            - row.contractionMinor()
                            - row.churnedMinor());
            assertEquals(row.customersEnd(), row.customersStart() + row.customersNew() - row.customersChurned());
            long left = monthly.values().stream()
                    .filter(values -> at > 0 && values.get(at - 1) > 0 && values.get(at) == 0)
                    .count();
            assertEquals(left, row.customersChurned());
        }
    }

    /** By how many months ago. */
    private Map<Integer, Rows.Movement> of(String currency) {
        var rows = revenue.movements(MONTHS + 1).await().atMost(Duration.ofSeconds(30));
        Map<Integer, Rows.Movement> found = new HashMap<>();
        for (var row : rows) {
            if (row.currency().equals(currency)) {
                for (int back = 0; back <= MONTHS; back++) {
                    if (ago(back).toString().equals(row.month())) {
                        found.put(back, row);
                    }
                }
            }
        }
        return found;
    }

    private static Rows.Movement row(int back, long... numbers) {
        return new Rows.Movement(
                ago(back).toString(),
                "PLN",
                numbers[0],
                numbers[1],
                numbers[2],
                numbers[3],
                numbers[4],
                numbers[5],
                numbers[6],
                numbers[7],
                numbers[8],
                numbers[9]);
    }
}
