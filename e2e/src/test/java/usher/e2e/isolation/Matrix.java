package usher.e2e.isolation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import usher.e2e.client.Answer;
import usher.e2e.client.Api;
import usher.e2e.isolation.Cast.Intruder;
import usher.e2e.world.Service;
import usher.e2e.world.World;

/** All operations of all services, the cast that calls them, and how they call. */
final class Matrix {

    /**
     * Path parameters that name what all tenants share: the platform's tools, personas' names as models, roles of models, plans, payment
     * providers, and keys of offers, which each tenant has its own of; versions of plans, and links that need no credential.
     */
    static final Set<String> SHARED =
            Set.of("service", "path", "tool", "model", "role", "plan", "provider", "offer", "version", "token");

    private static @Nullable Matrix known;

    private final World world;
    private final Map<Service, Api> apis = new EnumMap<>(Service.class);
    private final List<Operation> operations = new ArrayList<>();
    private final Cast cast;
    private final Map<String, String> shared;

    private Matrix(World world) {
        this.world = world;
        for (var service : Service.values()) {
            apis.put(service, Api.at(world.url(service)));
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
                "persona:support-assistant@live",
                "plan",
                "starter",
                "provider",
                "stripe",
                "offer",
                "monthly",
                "version",
                "1",
                "token",
                "none");
    }

    /** The one of this world: its cast is made once, whichever test comes first. */
    static synchronized Matrix of(World world) {
        var matrix = known;
        if (matrix == null || matrix.world != world) {
            matrix = new Matrix(world);
            known = matrix;
        }
        return matrix;
    }

    /** A call for what is the owner's, by one who is not. */
    record Foreign(Operation operation, Intruder intruder) {
        @Override
        public String toString() {
            return operation.name() + " by " + intruder.name();
        }
    }

    List<Operation> operations() {
        return operations;
    }

    Cast cast() {
        return cast;
    }

    /** Each operation whose path names something owned, with each credential of a stranger that it takes. */
    List<Foreign> foreign() {
        return operations.stream()
                .filter(operation -> !operation.open() && namesSomethingOwned(operation))
                .flatMap(operation ->
                        cast.intruders(operation).stream().map(intruder -> new Foreign(operation, intruder)))
                .toList();
    }

    /** Each operation that shows what the caller has, with each credential of a stranger that it takes. */
    List<Foreign> lists() {
        return operations.stream()
                .filter(this::isList)
                .flatMap(operation ->
                        cast.intruders(operation).stream().map(intruder -> new Foreign(operation, intruder)))
                .toList();
    }

    boolean isList(Operation operation) {
        return operation.method().equals("GET") && !operation.open() && !namesSomethingOwned(operation);
    }

    Answer ask(Foreign call) {
        return send(
                call.operation(),
                path(call.operation()),
                call.intruder().token(),
                call.intruder().origin());
    }

    /** The same call for a thing that nobody has. */
    Answer askForNothing(Foreign call) {
        return send(
                call.operation(),
                Things.nowhere(path(call.operation())),
                call.intruder().token(),
                call.intruder().origin());
    }

    /** Strangers name the owner's conversation and message where a body may name one; answers that are not 404. */
    List<String> namedInBodies() {
        var failures = new ArrayList<String>();
        name(
                "POST /api/v1/chat/turns",
                Map.of(
                        "text",
                        "Hello",
                        "clientMessageId",
                        "matrix-2",
                        "conversation",
                        cast.things().conversation()),
                failures);
        name(
                "POST /api/v1/chat/feedback",
                Map.of("message", cast.things().message(), "thumb", "down", "comment", "Mallory"),
                failures);
        return failures;
    }

    private void name(String operation, Map<String, ?> body, List<String> failures) {
        var named = operations.stream()
                .filter(each -> each.name().equals(operation))
                .findFirst()
                .orElseThrow();
        for (var intruder : cast.intruders(named)) {
            var answer =
                    api(named, intruder.token(), intruder.origin()).send(named.method(), named.path(), Api.json(body));
            if (answer.status() != 404) {
                failures.add(intruder.name() + ": " + answer);
            }
        }
    }

    String path(Operation operation) {
        return cast.things().path(operation, shared);
    }

    Answer send(Operation operation, String path, @Nullable String token, @Nullable String origin) {
        return api(operation, token, origin)
                .send(operation.method(), path, operation.takesBody() ? Bodies.of(operation) : null);
    }

    private static boolean namesSomethingOwned(Operation operation) {
        return operation.parameters().stream().anyMatch(parameter -> !SHARED.contains(parameter));
    }

    /** The service's own port: what the gateway hides must hold by itself. */
    private Api api(Operation operation, @Nullable String token, @Nullable String origin) {
        var api = Objects.requireNonNull(apis.get(operation.service()));
        api = token == null ? api : api.as(token);
        return origin == null ? api : api.from(origin);
    }
}
