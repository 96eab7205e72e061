package usher.tool.adoption;

import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import usher.contracts.id.TenantId;
import usher.tool.Systems;

/** Taking over, as its callers use it, and a document like that of the well-known pet store. */
final class Imports {
    static final String PETS = """
            openapi: 3.0.3
            info: {title: Pets, version: "1"}
            servers: [{url: "https://pets.example.com/v3"}]
            paths:
              /pets:
                post:
                  operationId: addPet
                  summary: Adds a pet
                  requestBody:
                    required: true
                    content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
              /pets/{petId}:
                get:
                  operationId: getPetById
                  summary: Looks up a pet of its owner
                  parameters:
                    - {name: petId, in: path, required: true, schema: {type: integer}}
                    - {name: owner, in: query, required: true, schema: {type: string}}
              /pets/findByStatus:
                get:
                  operationId: findPetsByStatus
                  parameters:
                    - {name: status, in: query, schema: {type: string, enum: [available, sold]}}
            components:
              schemas:
                Pet:
                  type: object
                  required: [name]
                  properties:
                    name: {type: string}
                    parent: {$ref: "#/components/schemas/Pet"}
            """;

    private Imports() {}

    static String path(String integration) {
        return Systems.INTEGRATIONS + "/" + integration + "/imports";
    }

    static JsonObject pick(String operation) {
        return new JsonObject().put("operation", operation);
    }

    static JsonObject of(String document, JsonObject... picks) {
        var all = new JsonArray();
        for (var pick : picks) {
            all.add(pick);
        }
        return new JsonObject().put("document", document).put("picks", all);
    }

    static ValidatableResponse adopt(TenantId tenant, String integration, JsonObject wanted) {
        return Systems.post(tenant, path(integration), wanted);
    }

    static ValidatableResponse preview(TenantId tenant, String integration, JsonObject wanted) {
        return Systems.post(tenant, path(integration) + "/preview", wanted);
    }
}
