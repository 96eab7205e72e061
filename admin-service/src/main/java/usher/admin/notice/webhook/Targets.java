package usher.admin.notice.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import usher.kit.egress.Egress;
import usher.kit.problem.Refusal;

/** Judges URLs when they are written; each call is judged again, by the addresses it would go to then. */
@ApplicationScoped
class Targets {
    private final Egress egress;

    Targets(Egress egress) {
        this.egress = egress;
    }

    /** The URL as it will be sent, in ASCII. */
    String require(String text) {
        var uri = parse(text.strip());
        egress.objection(uri).ifPresent(denied -> {
            throw Refusal.invalid("/url", "url-not-allowed", denied.sentence());
        });
        return uri.toString();
    }

    private static URI parse(String text) {
        try {
            if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
                throw new URISyntaxException(text, "Half a character");
            }
            return new URI(new URI(text).toASCIIString());
        } catch (URISyntaxException malformed) {
            throw Refusal.invalid("/url", "url-malformed", "This is not a URL.");
        }
    }
}
