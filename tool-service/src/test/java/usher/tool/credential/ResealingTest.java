package usher.tool.credential;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.arc.All;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.contracts.id.TenantId;
import usher.contracts.id.ToolId;
import usher.kit.access.Role;
import usher.kit.seal.Resealed;
import usher.kit.seal.Resealing;
import usher.kit.seal.SealedColumn;
import usher.kit.seal.Sealer;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.SealingKeys;
import usher.kit.test.TestTokens;
import usher.tool.Tools;

@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class ResealingTest {
    private static final String RESEAL = "/api/v1/tools/credentials/reseal";
    private static final String INSERT = """
        insert into tenant_tool (tenant_id, tool_id, enabled, url, timeout_ms, sealed_secret, former_sealed_secret,
                                 former_secret_until, created_at, updated_at)
        values ($1, $2, false, 'https://example.com/', 1000, $3, $4, now(), now(), now())
        """;
    /** More than a batch, and no multiple of one. */
    private static final int MANY = 450;

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    @Inject
    @All
    List<SealedColumn.Known> known;

    private final Sealer old = SealingKeys.sealer(1);
    private final Sealer fresh = SealingKeys.sealer(2);
    private final Sealer both = SealingKeys.sealer(2, 1);
    private UUID tool;

    @BeforeEach
    void register() {
        tool = ToolId.fromString(Tools.register(Tools.plainTool(Tools.newName())))
                .value();
    }

    @AfterEach
    void forget() {
        jobs.preparedQuery("delete from tenant_tool where tool_id = $1")
                .execute(Tuple.of(tool))
                .await()
                .indefinitely();
    }

    @Test
    void sealsWhatAllTenantsHaveWithTheNewKey() {
        // Given
        var tenants = tenants(MANY);
        store(tenants, old);

        // When
        var done = run(both);

        // Then
        assertEquals(2 * MANY, done.resealed());
        for (var tenant : tenants) {
            assertEquals("secret of " + tenant, fresh.open(tenant, stored(tenant, "sealed_secret")));
            assertEquals("former of " + tenant, fresh.open(tenant, stored(tenant, "former_sealed_secret")));
        }
        var other = new TenantId(UUID.randomUUID());
        var sealed = stored(tenants.getFirst(), "sealed_secret");
        assertThrows(IllegalStateException.class, () -> fresh.open(other, sealed));
    }

    @Test
    void goesOnWithWhatIsLeft() {
        // Given
        var done = tenants(30);
        var left = tenants(20);
        store(done, fresh);
        store(left, old);
        var before = stored(done.getFirst(), "sealed_secret");

        // When
        var first = run(both);
        var second = run(both);

        // Then
        assertEquals(2 * left.size(), first.resealed());
        assertEquals(0, second.resealed());
        assertEquals(before, stored(done.getFirst(), "sealed_secret"));
    }

    @Test
    void leavesWhatNoKeyOpensAndDoesTheRest() {
        // Given
        var lost = tenants(3);
        var found = tenants(3);
        int before = run(both).unopened();
        store(lost, SealingKeys.sealer(3));
        store(found, old);
        var sealed = stored(lost.getFirst(), "sealed_secret");

        // When
        var done = run(both);

        // Then
        assertEquals(2 * found.size(), done.resealed());
        assertEquals(before + 2 * lost.size(), done.unopened());
        assertEquals(sealed, stored(lost.getFirst(), "sealed_secret"));
    }

    @Test
    void knowsEveryColumnThatHoldsSomethingSealed() {
        var columns = jobs.query("select table_name || '.' || column_name from information_schema.columns"
                        + " where table_schema = 'tool' and column_name like '%sealed%'")
                .execute()
                .await()
                .indefinitely();

        var found = new TreeSet<String>();
        columns.forEach(row -> found.add(row.getString(0)));
        var named = new Resealing(jobs, both, known)
                .columns().stream()
                        .map(column -> column.table() + '.' + column.column())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(named.remove("idempotency.body"));
        assertEquals(found, named, "name each column that holds something sealed in SealedColumns");
    }

    @Test
    void sealsKeptAnswersAnewForWhomTheyWereSealed() {
        // Given
        var mine = new TenantId(UUID.randomUUID());
        var other = new TenantId(UUID.randomUUID());
        Stream.of(mine, other)
                .forEach(tenant -> jobs.preparedQuery(
                                "insert into idempotency (tenant_id, route, key, request_hash, status, body)"
                                        + " values ($1, '/x', 'k', 'h', 200, $2)")
                        .execute(Tuple.of(tenant.value(), old.seal(tenant, "answer to " + tenant)))
                        .await()
                        .indefinitely());

        // When
        run(both);

        // Then
        for (var tenant : List.of(mine, other)) {
            var sealed = jobs.preparedQuery("delete from idempotency where tenant_id = $1 returning body")
                    .execute(Tuple.of(tenant.value()))
                    .await()
                    .indefinitely();
            assertEquals(
                    "answer to " + tenant,
                    fresh.open(tenant, sealed.iterator().next().getString(0)));
        }
    }

    @Test
    void isForThePlatformsAdministratorsAlone() {
        var tenant = Tools.tenant();

        Tools.asAdmin(tenant).post(RESEAL).then().statusCode(403);
        Tools.as(TestTokens.member(Role.EDITOR, tenant)).post(RESEAL).then().statusCode(403);
        Tools.as(TestTokens.platformAdmin()).post(RESEAL).then().statusCode(200).body("resealed", equalTo(0));
    }

    private Resealed run(Sealer sealer) {
        return new Resealing(jobs, sealer, known).run().await().indefinitely();
    }

    private static List<TenantId> tenants(int count) {
        return Stream.generate(() -> new TenantId(UUID.randomUUID()))
                .limit(count)
                .toList();
    }

    private void store(List<TenantId> tenants, Sealer sealer) {
        var rows = tenants.stream()
                .map(tenant -> Tuple.of(
                        tenant.value(),
                        tool,
                        sealer.seal(tenant, "secret of " + tenant),
                        sealer.seal(tenant, "former of " + tenant)))
                .toList();
        jobs.preparedQuery(INSERT).executeBatch(rows).await().indefinitely();
    }

    private String stored(TenantId tenant, String column) {
        return jobs.preparedQuery("select " + column + " from tenant_tool where tenant_id = $1 and tool_id = $2")
                .execute(Tuple.of(tenant.value(), tool))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString(0);
    }
}
