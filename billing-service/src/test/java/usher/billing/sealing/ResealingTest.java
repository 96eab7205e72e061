package usher.billing.sealing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.api.Test;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.seal.Resealing;
import usher.kit.seal.SealedColumn;
import usher.kit.seal.Sealer;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.SealingKeys;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTokens;

/** What was sealed by an old key is readable when that key is gone, if it was sealed anew in between. */
@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class ResealingTest {
    private static final String RESEAL = "/api/v1/billing/credentials/reseal";
    private static final TenantId PLATFORM = new TenantId(new UUID(0, 0));
    private static final String PROVIDER = """
            insert into payment_provider (name, enabled, settings, updated_at) values ('reseal_test', false, $1, now())
            """;
    private static final String ACCOUNT = """
            insert into play_account (tenant_id, package_name, service_account, client_email, updated_at)
            values ($1, 'example.app', $2, 'a@example.com', now())
            """;
    private static final String HOLDER =
            "insert into purchase_holder (tenant_id, visitor_id, version) values ($1, $1, 0)";
    private static final String PURCHASE = """
            insert into purchase (tenant_id, id, visitor_id, source, offer, kind, tier, state, renews, started_at,
                                  grace_days, token_hash, token, ended_at, created_at)
            values ($1, $1, $1, 'google_play', 'o', 'lifetime', 't', 'revoked', false, now(), 0, $1::uuid::text, $2, now(), now())
            """;

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    @Inject
    @All
    List<SealedColumn.Known> known;

    private final Sealer old = SealingKeys.sealer(1);
    private final Sealer both = SealingKeys.sealer(2, 1);
    private final Sealer fresh = SealingKeys.sealer(2);

    @Test
    void accountsAndTokensOutliveTheKeyThatSealedThem() {
        // Given
        var mine = new TenantId(UUID.randomUUID());
        var other = new TenantId(UUID.randomUUID());
        run(PROVIDER, Tuple.of(old.seal(PLATFORM, "{}")));
        Stream.of(mine, other).forEach(tenant -> {
            run(ACCOUNT, Tuple.of(tenant.value(), old.seal(tenant, "account of " + tenant)));
            run(HOLDER, Tuple.of(tenant.value()));
            run(PURCHASE, Tuple.of(tenant.value(), old.seal(tenant, "token of " + tenant)));
        });

        // When
        var first = new Resealing(jobs, both, known).run().await().indefinitely();
        var second = new Resealing(jobs, both, known).run().await().indefinitely();

        // Then
        assertEquals(5, first.resealed());
        assertEquals(0, second.resealed());
        assertEquals(
                "{}",
                fresh.open(
                        PLATFORM,
                        run(
                                "delete from payment_provider where name = $1 returning settings",
                                Tuple.of("reseal_test"))));
        for (var tenant : List.of(mine, other)) {
            var of = Tuple.of(tenant.value());
            assertEquals(
                    "account of " + tenant,
                    fresh.open(
                            tenant,
                            run("delete from play_account where tenant_id = $1 returning service_account", of)));
            assertEquals(
                    "token of " + tenant,
                    fresh.open(tenant, run("delete from purchase where tenant_id = $1 returning token", of)));
        }
    }

    @Test
    void everySealedColumnIsNamed() {
        var found = new TreeSet<String>();
        jobs.query("select table_name || '.' || column_name from information_schema.columns"
                        + " where table_schema = 'billing' and column_name like '%sealed%'")
                .execute()
                .await()
                .indefinitely()
                .forEach(row -> found.add(row.getString(0)));
        var named = new Resealing(jobs, both, known)
                .columns().stream()
                        .map(column -> column.table() + '.' + column.column())
                        .collect(Collectors.toSet());

        assertTrue(named.containsAll(found), "name each of " + found + " in SealedColumns");
    }

    @Test
    void isForThePlatformsAdministratorsAlone() {
        var tenant = TestTenants.active().id();

        given().auth()
                .oauth2(TestTokens.member(Role.ADMIN, tenant))
                .post(RESEAL)
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(TestTokens.platformAdmin())
                .post(RESEAL)
                .then()
                .statusCode(200)
                .body("resealed", equalTo(0));
    }

    private String run(String sql, Tuple arguments) {
        var rows = jobs.preparedQuery(sql)
                .execute(arguments)
                .await()
                .indefinitely()
                .iterator();
        return rows.hasNext() ? rows.next().getString(0) : "";
    }
}
