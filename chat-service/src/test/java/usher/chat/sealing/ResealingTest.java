package usher.chat.sealing;

import static io.restassured.RestAssured.given;
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
    private static final String RESEAL = "/api/v1/chat/admin/credentials/reseal";
    private static final String INSERT = """
            insert into model_choice (tenant_id, role, provider, sealed_key, temperature, max_tokens)
            values ($1, 'answer', 'openai', $2, 0.3, 100)
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
    void modelKeysOutliveTheKeyThatSealedThem() {
        // Given
        var mine = new TenantId(UUID.randomUUID());
        var other = new TenantId(UUID.randomUUID());
        Stream.of(mine, other)
                .forEach(tenant -> jobs.preparedQuery(INSERT)
                        .execute(Tuple.of(tenant.value(), old.seal(tenant, "key of " + tenant)))
                        .await()
                        .indefinitely());

        // When
        var first = new Resealing(jobs, both, known).run().await().indefinitely();
        var second = new Resealing(jobs, both, known).run().await().indefinitely();

        // Then
        assertEquals(2, first.resealed());
        assertEquals(0, second.resealed());
        var sealed = taken(mine);
        assertEquals("key of " + mine, fresh.open(mine, sealed));
        assertThrows(IllegalStateException.class, () -> fresh.open(other, sealed));
        assertEquals("key of " + other, fresh.open(other, taken(other)));
    }

    @Test
    void everySealedColumnIsNamed() {
        var found = new TreeSet<String>();
        jobs.query("select table_name || '.' || column_name from information_schema.columns"
                        + " where table_schema = 'chat' and column_name like '%sealed%'")
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

    private String taken(TenantId tenant) {
        return jobs.preparedQuery("delete from model_choice where tenant_id = $1 returning sealed_key")
                .execute(Tuple.of(tenant.value()))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString(0);
    }
}
