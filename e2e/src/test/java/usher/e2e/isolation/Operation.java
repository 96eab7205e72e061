package usher.e2e.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import usher.e2e.world.Service;

/**
 * One operation of a service's OpenAPI document.
 *
 * @param accepts the credentials as the document names them; empty when the operation does not say
 * @param tenantInQuery whether a member names the tenant by {@code ?tenant=}
 */
record Operation(
        Service service,
        String method,
        String path,
        Set<String> accepts,
        String role,
        boolean platform,
        boolean tenantInQuery,
        boolean takesBody) {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    static List<Operation> of(Service service, JsonNode document) {
        var operations = new ArrayList<Operation>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (METHODS.contains(method.getKey())) {
                        operations.add(of(service, method.getKey(), path.getKey(), path.getValue(), method.getValue()));
                    }
                }));
        return operations;
    }

    private static Operation of(Service service, String method, String path, JsonNode item, JsonNode operation) {
        var accepts = new java.util.TreeSet<String>();
        operation.path("x-usher-accepts").forEach(credential -> accepts.add(credential.asText()));
        return new Operation(
                service,
                method.toUpperCase(Locale.ROOT),
                path,
                accepts,
                operation.path("x-usher-role").asText("analyst"),
                operation.path("x-usher-platform").asBoolean(false),
                names(item, "tenant") || names(operation, "tenant"),
                operation.has("requestBody"));
    }

    private static boolean names(JsonNode holder, String parameter) {
        for (var each : holder.path("parameters")) {
            if (parameter.equals(each.path("name").asText())
                    && "query".equals(each.path("in").asText())) {
                return true;
            }
        }
        return false;
    }

    String name() {
        return method + " " + path;
    }

    boolean open() {
        return accepts.contains("anyone");
    }

    boolean accepts(String credential) {
        return accepts.contains(credential);
    }

    List<String> parameters() {
        return PARAMETER.matcher(path).results().map(match -> match.group(1)).toList();
    }

    @Override
    public String toString() {
        return service + " " + name() + " " + accepts;
    }
}
