package usher.tool.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.kit.problem.Refusal;
import usher.tool.integration.connector.OfferedOperation;

class OpenApiDocumentTest {
    private static final String SHOP = """
            openapi: 3.0.3
            info: {title: Shop, version: "1"}
            servers: [{url: "https://shop.example.com/api"}]
            paths:
              /orders/{order-id}:
                parameters:
                  - {name: order-id, in: path, required: true, schema: {type: string, example: "1042"}}
                get:
                  operationId: getOrderById
                  summary: Looks up an order
                  parameters:
                    - {name: "expand[]", in: query, description: What to show too, schema: {type: string, nullable: true}}
                    - {name: X-Trace, in: header, schema: {type: string}}
                post:
                  description: Cancels an order.
                  requestBody:
                    required: true
                    content: {application/json: {schema: {$ref: "#/components/schemas/Cancellation"}}}
              /orders:
                get: {operationId: getOrderById, responses: {}}
            components:
              schemas:
                Cancellation:
                  type: object
                  required: [reason]
                  properties:
                    reason: {$ref: "#/components/schemas/Reason"}
                    amount: {type: number, minimum: 0, exclusiveMinimum: true}
                    order-id: {type: string}
                Reason: {type: string, enum: [late, broken], x-internal: yes}
            """;

    @Test
    void readsOperationsUnderNamesOfTheirOwn() {
        var operations = OpenApiDocument.read(SHOP).operations();

        assertEquals(
                List.of("get_order_by_id", "post_orders_order_id", "get_order_by_id_2"),
                operations.stream().map(OfferedOperation::name).toList());
        assertEquals(
                List.of("read", "write", "read"),
                operations.stream().map(OfferedOperation::risk).toList());
        assertEquals("Looks up an order", operations.getFirst().description());
        assertEquals(
                "https://shop.example.com/api",
                OpenApiDocument.read(SHOP).baseUrl().orElseThrow());
    }

    @Test
    void makesArgumentsOfPathAndQuery() throws JsonProcessingException {
        var get = OpenApiDocument.read(SHOP).operations().getFirst();

        assertEquals(json("""
                {"type": "object", "properties": {
                    "order_id": {"type": "string"},
                    "expand": {"type": ["string", "null"], "description": "What to show too"}},
                 "required": ["order_id"], "additionalProperties": false}
                """), get.parameters());
        assertEquals(json("""
                {"method": "GET", "path": "/orders/{order_id}", "query": {"expand[]": "{expand}"}}
                """), get.definition());
    }

    @Test
    void makesArgumentsOfTheMembersOfABody() throws JsonProcessingException {
        var post = OpenApiDocument.read(SHOP).operations().get(1);

        assertEquals(json("""
                {"type": "object", "properties": {
                    "order_id": {"type": "string"},
                    "reason": {"type": "string", "enum": ["late", "broken"]},
                    "amount": {"type": "number", "exclusiveMinimum": 0},
                    "order_id_2": {"type": "string"}},
                 "required": ["order_id", "reason"], "additionalProperties": false}
                """), post.parameters());
        assertEquals(json("""
                {"method": "POST", "path": "/orders/{order_id}",
                 "body": {"reason": "{reason}", "amount": "{amount}", "order-id": "{order_id_2}"}}
                """), post.definition());
    }

    @Test
    void cutsOffTypesThatContainThemselves() {
        var document = OpenApiDocument.read("""
                {"openapi": "3.1.0", "paths": {"/nodes": {"post": {"requestBody": {"content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/Node"}}}}}}},
                 "components": {"schemas": {"Node": {"type": "object", "properties": {
                   "left": {"$ref": "#/components/schemas/Node"}, "right": {"$ref": "#/components/schemas/Node"}}}}}}
                """);

        var size = document.operations().getFirst().parameters().toString().length();

        assertTrue(size < 60_000, "the schema has " + size + " characters");
    }

    @Test
    void followsNoReferenceOutOfTheDocument() throws JsonProcessingException {
        var document = OpenApiDocument.read("""
                {"openapi": "3.1.0", "paths": {"/things": {"get": {"parameters": [
                  {"name": "q", "in": "query", "schema": {"$ref": "https://evil.example.com/schema.json"}}]}}}}
                """);

        assertEquals(
                json("{\"q\": {}}"),
                document.operations().getFirst().parameters().path("properties"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "42",
                "[]",
                "{",
                "swagger: '2.0'\npaths: {}",
                "openapi: 3.0.0",
                "\u0000",
                "openapi: 3.0.0\npaths: []"
            })
    void refusesWhatIsNoOpenApiDocument(String text) {
        assertThrows(Refusal.class, () -> OpenApiDocument.read(text));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
