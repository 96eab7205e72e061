package usher.tool.database;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import usher.tool.integration.connector.Objection;

/** Where a database is and who asks it. {@code ca} is a certificate in PEM that signs the database's own. */
record DatabaseSettings(
        Driver driver,
        String host,
        int port,
        String database,
        String user,
        Tls tls,
        @Nullable String ca) {
    private static final Set<String> KNOWN = Set.of("driver", "host", "port", "database", "user", "tls", "ca");
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+]");
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,128}");
    private static final int LONGEST_CA = 16_384;
    private static final int MOST_PORT = 65_535;

    static List<Objection> judge(ObjectNode settings) {
        var objections = new ArrayList<Objection>();
        settings.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                objections.add(new Objection("/" + name, "setting-unknown", "A database has no such setting."));
            }
        });
        if (Driver.of(settings.path("driver").asText()).isEmpty()) {
            objections.add(invalid("/driver", "The driver is \"postgresql\" or \"mysql\"."));
        }
        if (!HOST.matcher(settings.path("host").asText()).matches()) {
            objections.add(invalid("/host", "The host is a name or an address, without a port."));
        }
        if (settings.has("port") && !isPort(settings.get("port"))) {
            objections.add(invalid("/port", "The port is a number from 1 to 65535."));
        }
        for (var name : List.of("database", "user")) {
            if (!NAME.matcher(settings.path(name).asText()).matches()) {
                objections.add(invalid("/" + name, "This is a name of 1 to 128 characters."));
            }
        }
        if (settings.has("tls") && Tls.of(settings.get("tls").asText()).isEmpty()) {
            objections.add(invalid("/tls", "The mode is \"verify\", \"require\" or \"disable\"."));
        }
        if (settings.has("ca") && !isCertificate(settings.get("ca"))) {
            objections.add(invalid("/ca", "This is a certificate in PEM, beginning with -----BEGIN CERTIFICATE-----."));
        }
        return objections;
    }

    /** Of settings that were judged. */
    static DatabaseSettings of(ObjectNode settings) {
        var driver = Driver.of(settings.path("driver").asText()).orElseThrow();
        return new DatabaseSettings(
                driver,
                settings.path("host").asText(),
                settings.path("port").asInt(driver.port()),
                settings.path("database").asText(),
                settings.path("user").asText(),
                Tls.of(settings.path("tls").asText("verify")).orElseThrow(),
                settings.hasNonNull("ca") ? settings.get("ca").asText() : null);
    }

    /** What fails or works together. */
    URI place() {
        return URI.create("sql://" + host + ":" + port);
    }

    private static boolean isPort(JsonNode port) {
        return port.isInt() && port.asInt() > 0 && port.asInt() <= MOST_PORT;
    }

    private static boolean isCertificate(JsonNode ca) {
        return ca.isTextual()
                && ca.asText().length() <= LONGEST_CA
                && ca.asText().startsWith("-----BEGIN CERTIFICATE-----");
    }

    private static Objection invalid(String pointer, String sentence) {
        return new Objection(pointer, "setting-invalid", sentence);
    }
}
