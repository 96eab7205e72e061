package usher.e2e.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import usher.e2e.client.Answer;
import usher.e2e.isolation.Matrix.Foreign;
import usher.e2e.support.SharedWorld;
import usher.e2e.world.World;

/** Nobody gets through with the wrong credential, nobody sees another's things, and trying changes nothing. */
@Order(3)
@ExtendWith(SharedWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationMatrixTest {

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
    void everyOperationSaysWhomItAccepts() {
        var silent = matrix.operations().stream()
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
        for (var operation : matrix.operations()) {
            for (var credential : wrong) {
                asked += check(operation, credential, failures);
            }
            asked += check(operation, cast.serviceToken(operation.service()), failures);
        }

        // Then
        System.out.printf(
                "%d operations × %d credentials: %d refusals asked for, %d wrong%n",
                matrix.operations().size(), wrong.size() + 1, asked, failures.size());
        assertTrue(failures.isEmpty(), String.join("\n", failures));
        assertEquals(List.of(), Fingerprints.of(world.database()).changedSince(before), "changed by refused calls");
    }

    @Test
    void anotherOnesThingsAreAsAbsentAsThingsThatNeverWere() {
        // Given
        var before = Fingerprints.of(world.database());
        var failures = new ArrayList<String>();

        // When
        var calls = matrix.foreign();
        calls.forEach(call -> compare(call, failures));

        // Then
        System.out.printf("%d calls for another one's things, %d wrong%n", calls.size(), failures.size());
        assertTrue(failures.isEmpty(), String.join("\n", failures));
        assertEquals(List.of(), Fingerprints.of(world.database()).changedSince(before), "changed by strangers");
    }

    @Test
    void aMemberOfOneTenantCannotNameAnother() {
        var failures = new ArrayList<String>();
        for (var operation : matrix.operations()) {
            if (operation.accepts("member") && operation.tenantInQuery() && !operation.platform()) {
                var intruder = cast.intruders(operation).getFirst();
                var answer = matrix.send(
                        operation, matrix.path(operation) + cast.owner().query(), intruder.token(), null);
                if (answer.status() != 404) {
                    failures.add(answer.toString());
                }
            }
        }
        assertTrue(failures.isEmpty(), String.join("\n", failures));
    }

    @Test
    void anotherOnesThingsCannotBeNamedInABody() {
        // Given
        var before = Fingerprints.of(world.database());

        // When
        var failures = matrix.namedInBodies();

        // Then
        assertTrue(failures.isEmpty(), String.join("\n", failures));
        assertEquals(List.of(), Fingerprints.of(world.database()).changedSince(before), "changed by strangers");
    }

    /** They are open, and no credential of ours counts there: only a provider's signature does. */
    @Test
    void webhooksOfPaymentProvidersBelieveNobodyElse() {
        // Given
        var before = Fingerprints.of(world.database());
        var webhooks = matrix.operations().stream()
                .filter(operation -> operation.path().startsWith("/api/v1/billing/webhooks/"))
                .toList();

        // When
        var answers = webhooks.stream()
                .flatMap(operation -> Stream.of("", cast.owner().secretKey(), "garbage")
                        .map(token -> matrix.send(operation, matrix.path(operation), token, null)))
                .toList();

        // Then
        assertEquals(2, webhooks.size(), webhooks.toString());
        assertTrue(
                answers.stream().allMatch(answer -> answer.status() == 401 || answer.status() == 404),
                answers.toString());
        assertEquals(List.of(), Fingerprints.of(world.database()).changedSince(before), "changed by forgers");
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
        var answer = matrix.send(operation, matrix.path(operation), wrong.token(), wrong.origin());
        boolean right = answer.status() == wrong.status()
                && answer.code() != null
                && (wrong.code() == null || wrong.code().equals(answer.code()));
        if (!right) {
            failures.add(wrong.name() + ", expected " + wrong.status() + ": " + answer);
        }
        return 1;
    }

    private void compare(Foreign call, List<String> failures) {
        var foreign = matrix.ask(call);
        var nowhere = matrix.askForNothing(call);
        if (foreign.status() != 404 || !plain(foreign).equals(plain(nowhere))) {
            failures.add(call.intruder().name() + ": " + foreign + "\n  but for what never was: " + nowhere);
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
}
