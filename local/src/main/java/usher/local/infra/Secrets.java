package usher.local.infra;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The secrets of one installation under the names the services read them by: made once, kept in a file only the owner
 * may read. What stands in the environment wins and is not written down.
 */
public record Secrets(Map<String, String> values) {

    private static final String POSTGRES_ADMIN = "USHER_POSTGRES_ADMIN_PASSWORD";
    /** Read as base64; the others are text. */
    private static final List<String> KEYS = List.of("USHER_SEAL_KEYS", "USHER_RECEIPT_KEYS");

    private static final List<String> NAMES = Stream.concat(
                    Stream.of(
                            POSTGRES_ADMIN,
                            "USHER_POSTGRES_OWNER_PASSWORD",
                            "USHER_POSTGRES_APP_PASSWORD",
                            "USHER_POSTGRES_JOBS_PASSWORD",
                            "USHER_SERVICE_SECRET",
                            "USHER_VISITOR_SECRET"),
                    KEYS.stream())
            .toList();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    public Secrets {
        values = Map.copyOf(values);
    }

    public static Secrets keptIn(Path path, Map<String, String> environment) {
        var file = new PropertyFile(path);
        var kept = new LinkedHashMap<>(file.read());
        if (!kept.keySet().containsAll(NAMES)) {
            NAMES.forEach(name -> kept.computeIfAbsent(name, Secrets::random));
            file.write(kept);
        }
        NAMES.stream().filter(environment::containsKey).forEach(name -> kept.put(name, environment.get(name)));
        return new Secrets(kept);
    }

    /** What the services get: everything but the password of the database's administrator. */
    public Map<String, String> ofServices() {
        var all = new LinkedHashMap<>(values);
        all.remove(POSTGRES_ADMIN);
        return all;
    }

    String postgresAdmin() {
        return value(POSTGRES_ADMIN);
    }

    /** The password of the roles of this kind: owner, app or jobs. */
    String postgres(String kind) {
        return value("USHER_POSTGRES_" + kind.toUpperCase(java.util.Locale.ROOT) + "_PASSWORD");
    }

    private String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException(name + " is missing");
        }
        return value;
    }

    private static String random(String name) {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        var encoder = KEYS.contains(name)
                ? Base64.getEncoder()
                : Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "Secrets[" + values.keySet() + "]";
    }
}
