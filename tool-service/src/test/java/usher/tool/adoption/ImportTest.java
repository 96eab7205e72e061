package usher.tool.adoption;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import usher.contracts.event.ToolDefinition;
import usher.contracts.event.ToolsChanged;
import usher.contracts.event.Topic;
import usher.kit.test.EmbeddedPlatform;
import usher.tool.Systems;
import usher.tool.ToolServer;
import usher.tool.Tools;
import usher.tool.Topics;

@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class ImportTest {

    /** From a pasted document to the answer a model gets, the visitor's identity filled in on the way. */
    @Test
    void makesToolsThatWorkOfADocument() {
        try (var server = new ToolServer()) {
            // Given
            var tenant = Tools.tenant();
            var asked = new CopyOnWriteArrayList<String>();
            server.answer("/v3/pets/7", (request, number) -> {
                asked.add(request.method() + " " + request.uri());
                request.response().end("{\"name\": \"Rex\"}");
            });
            server.answer("/v3/pets", 201, "{\"id\": 8}");
            var integration = Systems.connect(tenant, Systems.api(server.url("/v3")));
            var wanted = Imports.of(
                    Imports.PETS,
                    Imports.pick("getPetById")
                            .put("name", "look_up_pet")
                            .put("label", "Looking for pet {petId}")
                            .put("identity", new JsonObject().put("owner", "sub")),
                    Imports.pick("add_pet"));

            // When
            var adopted = Imports.adopt(tenant, integration, wanted);

            // Then
            adopted.statusCode(201)
                    .body("tools.picked", equalTo(List.of("getPetById", "add_pet")))
                    .body("tools.name", equalTo(List.of("look_up_pet", "add_pet")));
            var call = Tools.call(
                    "look_up_pet",
                    new JsonObject().put("petId", 7).put("owner", "somebody else"),
                    new JsonObject().put("sub", "cust_7"));
            Tools.invoke(tenant, call).statusCode(200).body("result.name", equalTo("Rex"));
            Tools.invoke(tenant, Tools.call("add_pet", new JsonObject().put("name", "Ada"), null))
                    .body("result.id", equalTo(8));
            assertEquals(List.of("GET /v3/pets/7?owner=cust_7"), asked);
            assertEquals(
                    "{\"name\":\"Ada\"}", server.received("/v3/pets").getFirst().body());
        }
    }

    @Test
    void announcesAllToolsOfARequestAtOnceAndThoseAloneThatAreSwitchedOn() {
        var tenant = Tools.tenant();
        var integration = Systems.connect(tenant, Systems.api("https://pets.example.com"));

        Imports.adopt(
                        tenant,
                        integration,
                        Imports.of(
                                Imports.PETS,
                                Imports.pick("addPet").put("risk", "money"),
                                Imports.pick("getPetById"),
                                Imports.pick("findPetsByStatus").put("enabled", false)))
                .statusCode(201);

        var told = Topics.until(Topic.TOOLS, tenant, ToolsChanged.class, all -> all.size() > 1);
        assertEquals(2, told.size(), "the integration, and its tools");
        assertEquals(
                List.of("add_pet", "get_pet_by_id"),
                told.getLast().tools().stream().map(ToolDefinition::name).toList());
        assertEquals("money", told.getLast().tools().getFirst().risk());
    }

    @Test
    void showsWhatThereIsToPickFrom() {
        var tenant = Tools.tenant();
        var integration = Systems.connect(tenant, Systems.api("https://pets.example.com"));

        Imports.preview(tenant, integration, new JsonObject().put("document", Imports.PETS))
                .statusCode(200)
                .body("base_url", equalTo("https://pets.example.com/v3"))
                .body("total", equalTo(3))
                .body("truncated", equalTo(false))
                .body("offers.name", equalTo(List.of("add_pet", "get_pet_by_id", "find_pets_by_status")))
                .body("offers.original", equalTo(List.of("addPet", "getPetById", "findPetsByStatus")))
                .body("offers.risk", equalTo(List.of("write", "read", "read")))
                .body("offers.objection", everyItem(nullValue()));
        Tools.asAdmin(tenant).get(Systems.operations(integration)).then().body("data", hasSize(0));
    }

    @Test
    void takesADocumentAsJsonToo() {
        var tenant = Tools.tenant();
        var integration = Systems.connect(tenant, Systems.api("https://pets.example.com"));
        var document = new JsonObject("""
                {"openapi": "3.1.0", "paths": {"/pets": {"get": {"operationId": "listPets"}}}}
                """);

        Imports.adopt(
                        tenant,
                        integration,
                        Imports.of("", Imports.pick("listPets")).put("document", document))
                .statusCode(201)
                .body("tools.name", equalTo(List.of("list_pets")));
    }

    @Test
    void readsALargeDocumentAndSaysWhatItLeavesOut() {
        // Given
        var tenant = Tools.tenant();
        var integration = Systems.connect(tenant, Systems.api("https://pets.example.com"));

        // When
        var some = Imports.preview(tenant, integration, new JsonObject().put("document", large(300)));
        var more = Imports.preview(tenant, integration, new JsonObject().put("document", large(600)));

        // Then
        some.body("total", equalTo(300)).body("offers", hasSize(300)).body("truncated", equalTo(false));
        more.body("total", equalTo(600)).body("offers", hasSize(500)).body("truncated", equalTo(true));
        var picks = IntStream.range(0, 100)
                .mapToObj(number -> Imports.pick("getThing" + number * 3))
                .toArray(JsonObject[]::new);
        Imports.adopt(tenant, integration, Imports.of(large(300), picks))
                .statusCode(201)
                .body("tools", hasSize(100))
                .time(lessThan(10_000L));
    }

    @Test
    void takesOverOnceHoweverOftenItIsAsked() {
        // Given
        var tenant = Tools.tenant();
        var integration = Systems.connect(tenant, Systems.api("https://pets.example.com"));
        var key = UUID.randomUUID().toString();
        var wanted = Imports.of(Imports.PETS, Imports.pick("addPet")).encode();

        // When
        String first = Tools.asAdmin(tenant)
                .header("Idempotency-Key", key)
                .body(wanted)
                .post(Imports.path(integration))
                .then()
                .statusCode(201)
                .extract()
                .path("tools[0].tool");
        var again = Tools.asAdmin(tenant)
                .header("Idempotency-Key", key)
                .body(wanted)
                .post(Imports.path(integration))
                .then();

        // Then
        again.statusCode(201).header("Idempotency-Replayed", "true").body("tools[0].tool", equalTo(first));
        Tools.asAdmin(tenant).get("/api/v1/tools/own-tools").then().body("data", hasSize(1));
        Tools.asAdmin(tenant)
                .body(wanted)
                .post(Imports.path(integration))
                .then()
                .statusCode(409)
                .body("code", equalTo("tool-name-taken"));
    }

    @Test
    void belongsToOneTenantAlone() {
        // Given
        var mine = Tools.tenant();
        var other = Tools.tenant();
        var integration = Systems.connect(mine, Systems.api("https://pets.example.com"));
        var wanted = Imports.of(Imports.PETS, Imports.pick("addPet"));

        // When
        Imports.adopt(mine, integration, wanted).statusCode(201);

        // Then
        Imports.adopt(other, integration, wanted).statusCode(404);
        Imports.preview(other, integration, new JsonObject().put("document", Imports.PETS))
                .statusCode(404);
        Tools.asAdmin(other).get("/api/v1/tools/own-tools").then().body("data", hasSize(0));
        Tools.invoke(other, Tools.call("add_pet", new JsonObject().put("name", "Ada"), null))
                .body("error.code", equalTo("tool-unknown"));
        var theirs = Systems.connect(other, Systems.api("https://pets.example.com"));
        Imports.adopt(other, theirs, wanted).statusCode(201).body("tools[0].name", not(nullValue()));
    }

    private static String large(int operations) {
        var document = new StringBuilder("openapi: 3.1.0\npaths:\n");
        for (int number = 0; number < operations; number++) {
            document.append("""
                      /things/%d/{id}:
                        get:
                          operationId: getThing%d
                          parameters: [{name: id, in: path, required: true, schema: {$ref: "#/components/schemas/Id"}}]
                    """.formatted(number, number));
        }
        return document.append("components: {schemas: {Id: {type: string, maxLength: 40}}}\n")
                .toString();
    }
}
