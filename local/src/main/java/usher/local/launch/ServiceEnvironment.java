package usher.local.launch;

import java.util.HashMap;
import java.util.Map;
import usher.local.infra.Secrets;

/** What the services are told: where everything is, and the secrets they share. */
record ServiceEnvironment(Settings settings, Secrets secrets, Addresses addresses) {

    /** Where the infrastructure is, started by us or given. */
    record Addresses(String postgres, String redis, String kafka) {}

    Map<String, String> of(Part service) {
        var all = new HashMap<>(secrets.ofServices());
        all.put("USHER_POSTGRES_URL", addresses.postgres());
        all.put("USHER_REDIS_URL", addresses.redis());
        all.put("USHER_KAFKA_BOOTSTRAP", addresses.kafka());
        all.put("USHER_JWKS_URL", http(Part.ADMIN) + "/api/v1/admin/.well-known/jwks.json");
        all.put("USHER_TOOL_URL", http(Part.TOOL));
        all.put("USHER_PUBLIC_URL", "http://localhost:" + settings.port(Part.GATEWAY));
        for (Part documented : Part.services()) {
            all.put("USHER_DOCS_" + documented.name() + "_URL", management(documented));
        }
        // Threads share two pools of native memory, where the C library gives nearly each one its own.
        all.put("MALLOC_ARENA_MAX", "2");
        all.put("QUARKUS_PROFILE", "local");
        all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        all.put("QUARKUS_HTTP_PORT", String.valueOf(settings.port(service)));
        all.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        all.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(settings.managementPort(service)));
        all.putAll(settings.environment());
        all.putAll(settings.own().getOrDefault(service, Map.of()));
        return all;
    }

    private String http(Part service) {
        return "http://127.0.0.1:" + settings.port(service);
    }

    private String management(Part service) {
        return "http://127.0.0.1:" + settings.managementPort(service);
    }
}
