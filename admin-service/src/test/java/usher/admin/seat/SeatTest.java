package usher.admin.seat;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import usher.admin.Admin;
import usher.admin.AdminPlatform;
import usher.admin.Database;
import usher.admin.Eventually;
import usher.contracts.event.EntitlementsChanged;
import usher.contracts.event.EventJson;
import usher.contracts.event.Limit;
import usher.contracts.event.Topic;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.event.Events;

@QuarkusTest
@WithTestResource(AdminPlatform.class)
class SeatTest {
    @Inject
    Events events;

    @Inject
    Database database;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @Test
    void areAsManyAsThePlanHas() {
        // Given
        var tenant = Admin.tenant("Acme").id();
        var other = Admin.tenant("Globex").id();
        plan(tenant, 1, 2L, true);
        add(tenant).then().statusCode(201).header("Usher-Limit-Warning", nullValue());
        String second = add(tenant).then().statusCode(201).extract().path("id");

        // When
        var refused = add(tenant);

        // Then
        refused.then()
                .statusCode(402)
                .body("code", equalTo("plan-limit-exceeded"))
                .body("metric", equalTo("seats"))
                .body("limit", equalTo(2))
                .body("used", equalTo(2))
                .body("upgrade_url", equalTo("/admin/billing"));
        IntStream.range(0, 3).forEach(at -> add(other).then().statusCode(201));
        Admin.platform().request().delete(Admin.USERS + "/" + second).then().statusCode(204);
        add(tenant).then().statusCode(201);
    }

    @Test
    void letMoreComeWhereThePlanOnlyWarns() {
        var tenant = Admin.tenant("Acme").id();
        plan(tenant, 1, 1L, false);
        add(tenant).then().statusCode(201).header("Usher-Limit-Warning", nullValue());

        add(tenant)
                .then()
                .statusCode(201)
                .header("Usher-Limit-Warning", equalTo("\"seats\";limit=1;used=2;reached=?1"));
    }

    @Test
    void keepWhoIsThereWhenThePlanHasFewerAndFollowTheNewestPlanAlone() {
        var tenant = Admin.tenant("Acme").id();
        IntStream.range(0, 3).forEach(at -> add(tenant).then().statusCode(201));

        plan(tenant, 5, 1L, true);
        announce(tenant, 4, null, true);
        plan(other(), 1, 1L, true);

        add(tenant).then().statusCode(402).body("used", equalTo(3));
        Admin.platform().request().get(Admin.USERS + "?tenant=" + tenant).then().body("data.size()", equalTo(3));
        plan(tenant, 6, null, true);
        add(tenant).then().statusCode(201);
    }

    @Test
    void areTakenOnceByTwoAtOnce() throws Exception {
        var tenant = Admin.tenant("Acme").id();
        plan(tenant, 1, 1L, true);
        Callable<Integer> add = () -> add(tenant).statusCode();

        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = both.invokeAll(Stream.of(add, add).toList());
            assertEquals(201 + 402, answers.get(0).get() + answers.get(1).get());
        }
    }

    private static String other() {
        return Admin.tenant("Globex").id();
    }

    private static Response add(String tenant) {
        return Admin.platform()
                .request()
                .body(Admin.newMember(UUID.randomUUID() + "@usher.example", Role.ANALYST, tenant))
                .post(Admin.USERS);
    }

    /** Waits until it is known. */
    private void plan(String tenant, long version, @Nullable Long seats, boolean hard) {
        announce(tenant, version, seats, hard);
        var id = TenantId.fromString(tenant).value();
        Eventually.see(
                () -> database.texts("select version from seat_limit where tenant_id = $1", id),
                found -> found.equals(List.of(String.valueOf(version))));
    }

    private void announce(String tenant, long version, @Nullable Long seats, boolean hard) {
        var limits = List.of(new Limit(Seats.METRIC, seats, Limit.Period.MONTH, hard));
        var changed = new EntitlementsChanged(TenantId.fromString(tenant), version, "custom", limits, "standard-1");
        var event =
                EventJson.write(events.of(TenantId.fromString(tenant), changed)).getBytes(StandardCharsets.UTF_8);
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topic.ENTITLEMENTS.topic(), tenant, event))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
