package usher.chat.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import usher.chat.conversation.Told;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;
import usher.kit.tenant.TenantSnapshots;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants;

/** Months are counted on in steps, each row once, and what was counted stays when rows go. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class MonthCountingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant FIRST = Instant.parse("2031-05-02T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final Tenancy tenancy;
    private final TenantSnapshots tenants;
    private final MonthCounting counting;
    private final Pool jobs;

    MonthCountingTest(
            Tenancy tenancy, TenantSnapshots tenants, MonthCounting counting, @ReactiveDataSource("jobs") Pool jobs) {
        this.tenancy = tenancy;
        this.tenants = tenants;
        this.counting = counting;
        this.jobs = jobs;
    }

    @Test
    void countsEachRowOnceAndTheRestAsItIs() {
        // Given
        var tenant = TestTenants.active().id();
        var other = TestTenants.active().id();
        var told = Told.at(FIRST, tenant, Told.somebody());
        told.turn("One?", "One.", null);
        Told.at(FIRST, other, Told.somebody()).turn("Theirs?", "Theirs.", null);
        Told.at(FIRST.minus(DAY.multipliedBy(3)), tenant, Told.somebody()).turn("Last month?", "Yes.", null);

        // When, Then
        assertEquals(1, use(tenant, FIRST.plusSeconds(60)).messages(), "the last hour is read as it is");
        assertEquals(List.of("2031-05-02T09:01Z"), countedTo(tenant));
        await(counting.run(FIRST.plus(DAY)));
        await(counting.run(FIRST.plus(DAY)));
        assertEquals(List.of("2031-05-03T09:00Z"), countedTo(tenant));
        told.later(DAY).turn("Two?", "Two.", null);
        assertEquals(2, use(tenant, FIRST.plus(DAY).plusSeconds(60)).messages());
        await(counting.run(FIRST.plus(DAY.multipliedBy(2))));
        var use = use(tenant, FIRST.plus(DAY.multipliedBy(2)));
        assertEquals(new Use(1, 2, 20, 0, 10, 0, 0, 14), use);
        assertEquals(1, use(other, FIRST.plus(DAY.multipliedBy(2))).messages());
    }

    @Test
    void keepsWhatWasCountedWhenItsRowsAreGone() {
        var tenant = TestTenants.active().id();
        Told.at(FIRST, tenant, Told.somebody()).turn("One?", "One.", null);
        await(counting.run(FIRST.plus(DAY)));

        run("delete from receipt where tenant_id = $1", tenant);

        assertEquals(1, use(tenant, FIRST.plus(DAY.multipliedBy(3))).messages());
    }

    @Test
    void countsTheClassesOfTokensApartAndWhatWasUsedWithoutAnAnswer() {
        // Given
        var tenant = TestTenants.active().id();
        var told = Told.at(FIRST, tenant, Told.somebody());
        told.turn("One?", "One.", null);
        run("""
                insert into model_use (tenant_id, message_id, provider, model, purpose, tokens_input, tokens_cached, tokens_output,
                                       tokens_reasoning, cost_micros, created_at)
                values ($1, gen_random_uuid(), 'p', 'm', 'answer', 1, 2, 3, 4, 5, '2031-05-02T10:00:05Z')
                """, tenant);

        // When, Then
        assertEquals(new Use(1, 1, 11, 2, 8, 4, 0, 12), use(tenant, FIRST.plusSeconds(60)));
        assertEquals(new Use(1, 1, 11, 2, 8, 4, 0, 12), use(tenant, FIRST.plus(DAY)));
    }

    @Test
    void beginsItsMonthWhereTheTenantIs() {
        var zone = ZoneId.of("Asia/Kolkata");
        var month = Month.of(Instant.parse("2026-10-31T18:29:59Z"), zone);

        assertEquals("2026-10", month.month().toString());
        assertEquals("2026-11", Month.of(month.end(), zone).month().toString());
        assertEquals(Instant.parse("2026-10-31T18:30:00Z"), month.end());
    }

    private Use use(TenantId tenant, Instant now) {
        return await(new MonthUses(tenancy, tenants, () -> now).of(tenant)).use();
    }

    private List<String> countedTo(TenantId tenant) {
        var rows = await(jobs.preparedQuery("select counted_to from month_use where tenant_id = $1")
                .execute(Tuple.of(tenant.value())));
        var all = new ArrayList<String>();
        rows.forEach(row -> all.add(
                row.getOffsetDateTime(0).withOffsetSameInstant(ZoneOffset.UTC).toString()));
        return all;
    }

    private void run(String sql, TenantId tenant) {
        await(jobs.preparedQuery(sql).execute(Tuple.of(tenant.value())));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
