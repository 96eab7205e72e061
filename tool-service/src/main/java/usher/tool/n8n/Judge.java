package usher.tool.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import usher.kit.egress.Egress;
import usher.tool.integration.connector.Objection;

/** What is wrong with settings, and with the definition {@code {"path", "idempotent"}} of a workflow. */
final class Judge {
    private static final Set<String> DEFINITION = Set.of("path", "idempotent");
    /** Nothing in it stands for something else: no dots, no escapes, no parameters. */
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_-]{1,100}(/[A-Za-z0-9_-]{1,100}){0,9}");

    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");
    /** Written by the call itself, or by the client for it. */
    private static final Pattern OWN_HEADER =
            Pattern.compile("(?i)host|content-.*|accept.*|connection|transfer-encoding|te"
                    + "|trailer|upgrade|user-agent|trace.*|webhook-.*|idempotency-key|x-tool-timeout-ms|cookie|x-forwarded-.*"
                    + "|forwarded|via");

    private Judge() {}

    static List<Objection> settings(ObjectNode settings, Set<String> credentials, Egress egress) {
        var found = new ArrayList<Objection>();
        unknown(settings, N8nSettings.KNOWN, "/settings", "n8n has no such setting here.", found);
        address(settings.path("base_url"), egress).ifPresent(found::add);
        path(settings, "webhook_path", found);
        path(settings, "health_path", found);
        switch (settings.path("auth").asText("none")) {
            case "none", "basic" -> {}
            case "header" -> {
                var header = settings.path("header").asText();
                if (!HEADER.matcher(header).matches()
                        || OWN_HEADER.matcher(header).matches()) {
                    found.add(
                            new Objection(
                                    "/settings/header",
                                    "setting-invalid",
                                    "This is the name of the header that the webhook asks for, and none that a call has anyway."));
                }
            }
            default ->
                found.add(new Objection(
                        "/settings/auth", "setting-invalid", "This is \"none\", \"header\" or \"basic\"."));
        }
        if (found.isEmpty()) {
            credentials(N8nSettings.of(settings).auth().credentials(), credentials, found);
        }
        return found;
    }

    static List<Objection> definition(ObjectNode definition) {
        var found = new ArrayList<Objection>();
        unknown(definition, DEFINITION, "/definition", "A workflow has no such member here.", found);
        if (!PATH.matcher(definition.path("path").asText("")).matches()) {
            found.add(new Objection(
                    "/definition/path",
                    "definition-invalid",
                    "This is the path of a webhook node, for example usher/get-order-status."));
        }
        var idempotent = definition.path("idempotent");
        if (!idempotent.isMissingNode() && !idempotent.isBoolean()) {
            found.add(new Objection("/definition/idempotent", "definition-invalid", "This is true or false."));
        }
        return found;
    }

    private static void credentials(Set<String> needed, Set<String> given, List<Objection> found) {
        for (var name : new TreeSet<>(needed)) {
            if (!given.contains(name)) {
                found.add(new Objection("/credentials/" + name, "credential-missing", "This way to sign in needs it."));
            }
        }
        for (var name : new TreeSet<>(given)) {
            if (!needed.contains(name) && !name.equals(N8nSettings.SIGNING_SECRET)) {
                found.add(new Objection(
                        "/credentials/" + name, "credential-unknown", "This way to sign in has no such."));
            }
        }
    }

    private static Optional<Objection> address(JsonNode url, Egress egress) {
        try {
            var uri = new URI(url.asText(""));
            return egress.objection(uri)
                    .map(denied -> new Objection("/settings/base_url", "url-not-allowed", denied.sentence()))
                    .or(() -> uri.getRawQuery() == null && uri.getRawFragment() == null
                            ? Optional.empty()
                            : Optional.of(
                                    new Objection("/settings/base_url", "url-not-allowed", "This URL has no query.")));
        } catch (URISyntaxException malformed) {
            return Optional.of(new Objection("/settings/base_url", "url-malformed", "This is not a URL."));
        }
    }

    private static void path(ObjectNode settings, String name, List<Objection> found) {
        var path = settings.path(name);
        boolean sound = path.isMissingNode()
                || path.asText().startsWith("/")
                        && PATH.matcher(path.asText().substring(1)).matches();
        if (!sound) {
            found.add(new Objection(
                    "/settings/" + name,
                    "setting-invalid",
                    "This is a path that begins with a slash and ends without."));
        }
    }

    private static void unknown(
            ObjectNode object, Set<String> known, String pointer, String sentence, List<Objection> found) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                found.add(new Objection(pointer + "/" + name, "unknown-field", sentence));
            }
        });
    }
}
