package usher.local.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Puts the shop's tools into the catalogue and enables them for the shop, with its webhooks and their secrets. */
record DemoTools(Operator operator, URI shop, Map<String, String> kept) {

    private static final String SECRET = "webhook_secret.";
    private static final String CATALOG = "/api/v1/tools/catalog";
    private static final String ENABLED = "/api/v1/tools/tenant-tools";

    static Map<String, String> secrets(Map<String, String> properties) {
        var secrets = new HashMap<String, String>();
        properties.forEach((name, value) -> {
            if (name.startsWith(SECRET)) {
                secrets.put(name.substring(SECRET.length()), value);
            }
        });
        return secrets;
    }

    void give(String tenant, JsonNode tools) {
        Map<String, String> inCatalog = idsByName(operator.get(CATALOG + "?limit=100"));
        for (JsonNode tool : tools) {
            String name = tool.path("name").asText();
            String id = inCatalog.containsKey(name)
                    ? inCatalog.get(name)
                    : operator.post(CATALOG, tool).path("id").asText();
            enable(tenant, id, name);
        }
    }

    /** The secret is shown when a tool is enabled for the first time. Who has lost it enables the tool anew. */
    private void enable(String tenant, String id, String name) {
        String path = ENABLED + "/" + id + "?tenant=" + tenant;
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("enabled", true)
                .put("url", shop.resolve("/demo/webhooks/" + name).toString())
                .put("timeout_ms", 10_000);
        JsonNode answer = operator.put(path, body);
        if (!answer.hasNonNull("secret") && !kept.containsKey(SECRET + name)) {
            operator.delete(path);
            answer = operator.put(path, body);
        }
        if (answer.hasNonNull("secret")) {
            kept.put(SECRET + name, answer.path("secret").asText());
        }
    }

    private static Map<String, String> idsByName(JsonNode page) {
        var ids = new HashMap<String, String>();
        page.path("data")
                .forEach(tool ->
                        ids.put(tool.path("name").asText(), tool.path("id").asText()));
        return ids;
    }
}
