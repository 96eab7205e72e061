package usher.tool.argument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import usher.contracts.id.ToolId;

/** JSON Schemas of tool parameters: judged when a tool is registered, compiled once per revision, never fetched. */
@ApplicationScoped
public class ParameterSchemas {
    private static final String DIALECT = SpecificationVersion.DRAFT_2020_12.getDialectId();
    private static final int LONGEST = 65_536;
    private static final int COMPILED_AT_MOST = 5_000;

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(config())
                    .schemaLoader(
                            loader -> loader.allow(iri -> iri.toString().startsWith("https://json-schema.org/"))));
    private final Schema metaSchema = registry.getSchema(SchemaLocation.of(DIALECT));
    private final Cache<Revision, Schema> compiled =
            Caffeine.newBuilder().maximumSize(COMPILED_AT_MOST).build();

    private final Cache<JsonNode, Schema> compiledByText =
            Caffeine.newBuilder().maximumSize(COMPILED_AT_MOST).build();

    private record Revision(ToolId tool, int revision) {}

    private static SchemaRegistryConfig config() {
        return SchemaRegistryConfig.builder()
                .locale(Locale.ENGLISH)
                .formatAssertionsEnabled(true)
                .build();
    }

    /** What is wrong with a schema as the parameters of a tool; a model needs an object at its root. */
    public Optional<String> fault(JsonNode schema) {
        if (!schema.isObject() || !"object".equals(schema.path("type").asText())) {
            return Optional.of("The parameters of a tool are a JSON Schema with \"type\": \"object\".");
        }
        if (schema.toString().length() > LONGEST) {
            return Optional.of("A schema has at most " + LONGEST + " characters.");
        }
        if (schema.has("$schema") && !DIALECT.equals(schema.get("$schema").asText())) {
            return Optional.of("The dialect of parameters is " + DIALECT + ".");
        }
        if (!schema.findValues("$id").isEmpty() || pointsElsewhere(schema)) {
            return Optional.of("A schema names no other document: use no \"$id\", and \"$ref\" only within (\"#/…\").");
        }
        return metaSchema.validate(schema).stream()
                .map(Error::toString)
                .findFirst()
                .or(() -> trial(schema));
    }

    List<Error> errors(Parameters parameters, JsonNode arguments) {
        return compiled.get(
                        new Revision(parameters.tool(), parameters.revision()),
                        revision -> registry.getSchema(parameters.shown()))
                .validate(arguments);
    }

    /** For schemas that have no revision: equal ones are compiled once. */
    List<Error> errors(JsonNode schema, JsonNode arguments) {
        return compiledByText.get(schema, registry::getSchema).validate(arguments);
    }

    private static boolean pointsElsewhere(JsonNode schema) {
        return schema.findValues("$ref").stream()
                        .anyMatch(ref -> ref.isTextual() && !ref.asText().startsWith("#"))
                || schema.findValues("$dynamicRef").stream()
                        .anyMatch(ref -> ref.isTextual() && !ref.asText().startsWith("#"));
    }

    /** Compiling and running it once finds references to nowhere, patterns that do not compile, and endless recursion. */
    private Optional<String> trial(JsonNode schema) {
        try {
            registry.getSchema(schema).validate(JsonNodeFactory.instance.objectNode());
            return Optional.empty();
        } catch (SchemaException | PatternSyntaxException | StackOverflowError broken) {
            return Optional.of(
                    "This schema cannot be used: a reference leads nowhere or to itself, or a pattern is broken.");
        }
    }
}
