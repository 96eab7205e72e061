package usher.tool.commerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import usher.kit.egress.Egress;
import usher.tool.integration.connector.Objection;

/** Judges the settings of shops: an address, further members by their patterns, and exactly the credentials a kind takes. */
@ApplicationScoped
public class ShopSettings {
    private final Egress egress;

    ShopSettings(Egress egress) {
        this.egress = egress;
    }

    /** {@code address} is the member that holds it; {@code patterns} are those of the others, all of them optional. */
    public record Rules(String address, Map<String, Pattern> patterns, Set<String> credentials) {}

    public List<Objection> judge(Rules rules, ObjectNode settings, Set<String> credentials) {
        var found = new ArrayList<Objection>();
        settings.properties().forEach(member -> {
            var name = member.getKey();
            var pattern = rules.patterns().get(name);
            if (pattern == null && !name.equals(rules.address())) {
                found.add(new Objection("/settings/" + name, "unknown-field", "This setting is not known here."));
            } else if (pattern != null
                    && !pattern.matcher(member.getValue().asText()).matches()) {
                found.add(new Objection("/settings/" + name, "invalid", "This cannot be used here."));
            }
        });
        address(settings.path(rules.address()).asText(""), "/settings/" + rules.address(), found);
        var missing = new TreeSet<>(rules.credentials());
        missing.removeAll(credentials);
        missing.forEach(
                name -> found.add(new Objection("/credentials/" + name, "required", "This credential is missing.")));
        var unknown = new TreeSet<>(credentials);
        unknown.removeAll(rules.credentials());
        unknown.forEach(
                name -> found.add(new Objection("/credentials/" + name, "unknown", "This credential is not used.")));
        return found;
    }

    private void address(String text, String pointer, List<Objection> found) {
        try {
            var uri = new URI(root(text));
            egress.objection(uri)
                    .ifPresent(denied -> found.add(new Objection(pointer, "url-not-allowed", denied.sentence())));
            if (uri.getRawQuery() != null) {
                found.add(new Objection(pointer, "url-not-allowed", "The address of a shop has no query."));
            }
        } catch (URISyntaxException malformed) {
            found.add(new Objection(pointer, "url-malformed", "This is not the address of a shop."));
        }
    }

    /** A bare domain is meant to be https; no slash at the end. */
    public static String root(String address) {
        var url = address.contains("://") ? address : "https://" + address;
        return url.replaceAll("/+$", "");
    }
}
