package usher.tool.customapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import usher.kit.egress.Egress;
import usher.tool.integration.connector.Objection;

/** What is wrong with the settings of an API. */
@ApplicationScoped
class SettingsJudge {
    private static final Set<String> MEMBERS = Set.of("base_url", "auth", "health_path");
    private static final Set<String> METHODS = Set.of("none", "api_key", "basic", "bearer", "oauth2");
    private static final Set<String> AUTH = Set.of("method", "in", "name", "token_url", "scopes", "client_auth");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final Egress egress;

    SettingsJudge(Egress egress) {
        this.egress = egress;
    }

    List<Objection> judge(ObjectNode settings, Set<String> credentials) {
        var found = new ArrayList<Objection>();
        unknown(settings, MEMBERS, "/settings", found);
        url(settings.path("base_url"), "/settings/base_url", found);
        var health = settings.path("health_path");
        if (!health.isMissingNode() && !PathTemplate.isPlain(health.asText())) {
            found.add(new Objection("/settings/health_path", "invalid", "This is a path that begins with a slash."));
        }
        auth(settings.path("auth"), found);
        if (found.isEmpty()) {
            credentials(Auth.of(settings.path("auth")).credentials(), credentials, found);
        }
        return found;
    }

    private void auth(JsonNode auth, List<Objection> found) {
        if (auth.isMissingNode()) {
            return;
        }
        var method = auth.path("method").asText("");
        if (!(auth instanceof ObjectNode object) || !METHODS.contains(method)) {
            found.add(new Objection(
                    "/settings/auth/method", "invalid", "The method is none, api_key, basic, bearer or oauth2."));
            return;
        }
        unknown(object, AUTH, "/settings/auth", found);
        if (method.equals("api_key")) {
            if (!NAME.matcher(auth.path("name").asText("")).matches()) {
                found.add(new Objection("/settings/auth/name", "invalid", "A key is sent under a name."));
            }
            oneOf(auth.path("in"), Set.of("header", "query"), "/settings/auth/in", found);
        }
        if (method.equals("oauth2")) {
            url(auth.path("token_url"), "/settings/auth/token_url", found);
            oneOf(auth.path("client_auth"), Set.of("basic", "body"), "/settings/auth/client_auth", found);
        }
    }

    private void url(JsonNode url, String pointer, List<Objection> found) {
        try {
            var uri = new URI(url.asText(""));
            egress.objection(uri)
                    .ifPresent(denied -> found.add(new Objection(pointer, "url-not-allowed", denied.sentence())));
            if (uri.getRawQuery() != null) {
                found.add(new Objection(pointer, "url-not-allowed", "This URL has no query."));
            }
        } catch (URISyntaxException malformed) {
            found.add(new Objection(pointer, "url-malformed", "This is not a URL."));
        }
    }

    private static void credentials(Set<String> needed, Set<String> given, List<Objection> found) {
        for (var name : new TreeSet<>(needed)) {
            if (!given.contains(name)) {
                found.add(new Objection("/credentials/" + name, "required", "This credential is missing."));
            }
        }
        for (var name : new TreeSet<>(given)) {
            if (!needed.contains(name)) {
                found.add(new Objection("/credentials/" + name, "unknown", "This credential is not used."));
            }
        }
    }

    private static void oneOf(JsonNode value, Set<String> allowed, String pointer, List<Objection> found) {
        if (!value.isMissingNode() && !allowed.contains(value.asText())) {
            found.add(new Objection(
                    pointer, "invalid", "This is one of " + String.join(", ", new TreeSet<>(allowed)) + "."));
        }
    }

    private static void unknown(ObjectNode object, Set<String> known, String pointer, List<Objection> found) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                found.add(new Objection(pointer + "/" + name, "unknown-field", "This setting is not known here."));
            }
        });
    }
}
