package usher.e2e.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import usher.e2e.client.Answer;
import usher.e2e.client.Api;
import usher.e2e.isolation.Cast.Intruder;
import usher.e2e.support.SharedWorld;
import usher.e2e.world.Service;
import usher.e2e.world.World;

/** Nobody gets through with the wrong credential, nobody sees another's things, and trying changes nothing. */
@Order(3)
@ExtendWith(SharedWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationMatrixTest {

    /** Path parameters that name what all tenants share: the platform's tools, personas' names as models, roles of models. */
    static final Set<String> SHARED = Set.of("service", "path", "tool", "model", "role");

    private final List<Operation> operations = new ArrayList<>();
    private World world;
    private Cast cast;
    private Map<String, String> shared;

    @BeforeAll
    void read(World given) {
        world = given;
        for (var service : Service.values()) {
            var document = Api.at(world.managementUrl(service))
                    .get("/q/openapi?format=json")
                    .orThrow();
            operations.addAll(Operation.of(service, document.json()));
        }
        cast = new Cast(world);
        shared = Map.of(
                "role",
                "answer",
                "service",
                "chat",
                "path",
                "index.html",
                "tool",
                world.operator().tool(World.PARCEL_TOOL, "parcel"),
                "model",
                "persona:support-assistant@live");
    }

    @Test
    void everyOperationSaysWhomItAccepts() {
        var silent = operations.stream()
                .filter(operation -> operation.accepts().isEmpty())
                .toList();
        assertTrue(silent.isEmpty(), "Put @Accepts on, or hide from the document: " + silent);
    }

    @Test
    void noWrongCredentialGetsThroughAndNothingChanges() {
        // Given
        var before = Fingerprints.of(world.database());
        var failures = new ArrayList<String>();
        var wrong = cast.wrong();

        // When
        int asked = 0;
        for (var operation : operations) {
            for (var credential : wrong) {
                asked += check(operation, credential, failures);
            }
            asked += check(operation, cast.serviceToken(operation.service()), failures);
        }

        // Then
        System.out.printf(
                "%d operations × %d credentials: %d refusals asked for, %d wrong%n",
                operations.size(), wrong.size() + 1, asked, failures.size());
        assertTrue(failures.isEmpty(), String.join("\n", failures));
        assertEquals(List.of(), Fingerprints.of(world.database()).changedSince(before), "changed by refused calls");
    }

    @Test
    void anotherOnesThingsAreAsAbsentAsThingsThatNeverWere() {
        // Given
        var before = Fingerprints.of(world.database());
        var failures = new ArrayList<String>();

        // When
        int asked = 0;
        for (var operation : operations) {
            if (!operation.open() && namesSomethingOwned(operation)) {
                for (var intruder : cast.intruders(operation)) {
                    compare(operation, intruder, failures);
                    asked++;
                }
            }
        }

        // Then
        System.out.printf("%d calls for another one's things, %d wrong%n", asked, failures.size());
        assertTrue(failures.isEmpty(), String.join("\n", failures));
        assertEquals(List.of(), Fingerprints.of(world.database()).changedSince(before), "changed by strangers");
    }

    @Test
    void aMemberOfOneTenantCannotNameAnother() {
        var failures = new ArrayList<String>();
        for (var operation : operations) {
            if (operation.accepts("member") && operation.tenantInQuery() && !operation.platform()) {
                var intruder = cast.intruders(operation).getFirst();
                var answer = send(operation, path(operation) + cast.owner().query(), intruder.token(), null);
                if (answer.status() != 404) {
                    failures.add(answer.toString());
                }
            }
        }
        assertTrue(failures.isEmpty(), String.join("\n", failures));
    }

    @Test
    void anotherOnesConversationCannotBeNamedInABody() {
        // Given
        var before = Fingerprints.of(world.database());
        var turns = operations.stream()
                .filter(operation -> operation.name().equals("POST /api/v1/chat/turns"))
                .findFirst()
                .orElseThrow();
        var body = Map.of(
                "text",
                "Hello",
                "clientMessageId",
                "matrix-2",
                "conversation",
                cast.things().conversation());
        var failures = new ArrayList<String>();

        // When
        for (var intruder : cast.intruders(turns)) {
            var answer = api(turns, intruder.token(), intruder.origin()).post(turns.path(), body);
            if (answer.status() != 404) {
                failures.add(intruder.name() + ": " + answer);
            }
        }

        // Then
        assertTrue(failures.isEmpty(), String.join("\n", failures));
        assertEquals(List.of(), Fingerprints.of(world.database()).changedSince(before), "changed by strangers");
    }

    @Test
    void callsBetweenServicesAreNotReachableFromOutside() {
        assertEquals(
                404,
                world.api().post("/api/v1/tools/internal/invocations", Map.of()).status());
    }

    private int check(Operation operation, Wrong wrong, List<String> failures) {
        if (!wrong.applies().test(operation)) {
            return 0;
        }
        var answer = send(operation, path(operation), wrong.token(), wrong.origin());
        boolean right = answer.status() == wrong.status()
                && answer.code() != null
                && (wrong.code() == null || wrong.code().equals(answer.code()));
        if (!right) {
            failures.add(wrong.name() + ", expected " + wrong.status() + ": " + answer);
        }
        return 1;
    }

    private void compare(Operation operation, Intruder intruder, List<String> failures) {
        var path = path(operation);
        var foreign = send(operation, path, intruder.token(), intruder.origin());
        var nowhere = send(operation, Things.nowhere(path), intruder.token(), intruder.origin());
        if (foreign.status() != 404 || !plain(foreign).equals(plain(nowhere))) {
            failures.add(intruder.name() + ": " + foreign + "\n  but for what never was: " + nowhere);
        }
    }

    /** A problem without what names the request itself. */
    private static JsonNode plain(Answer answer) {
        var json = answer.json();
        if (json instanceof ObjectNode problem) {
            problem.remove(List.of("instance", "request_id"));
        }
        return json;
    }

    private static boolean namesSomethingOwned(Operation operation) {
        return operation.parameters().stream().anyMatch(parameter -> !SHARED.contains(parameter));
    }

    private String path(Operation operation) {
        return cast.things().path(operation, shared);
    }

    private Answer send(Operation operation, String path, @Nullable String token, @Nullable String origin) {
        return api(operation, token, origin)
                .send(operation.method(), path, operation.takesBody() ? Bodies.of(operation) : null);
    }

    /** The service's own port: what the gateway hides must hold by itself. */
    private Api api(Operation operation, @Nullable String token, @Nullable String origin) {
        var api = Api.at(world.url(operation.service()));
        api = token == null ? api : api.as(token);
        return origin == null ? api : api.from(origin);
    }
}
