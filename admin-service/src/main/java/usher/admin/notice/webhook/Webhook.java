package usher.admin.notice.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import usher.contracts.id.NoticeId;
import usher.contracts.id.TenantId;

/** A notice as it is sent to one endpoint. {@code sealedSecrets} all sign; {@code facts} is a JSON object, as text. */
public record Webhook(
        TenantId tenant, NoticeId notice, URI url, List<String> sealedSecrets, String event, Instant at, String facts) {
    public Webhook {
        sealedSecrets = List.copyOf(sealedSecrets);
    }

    /** What is signed and sent; the same at every attempt. */
    String body() {
        return "{\"type\":\"" + event + "\",\"timestamp\":\"" + at + "\",\"data\":" + facts + "}";
    }

    /** Paths and queries of URLs are secrets to some, and facts are nobody's business. */
    @Override
    public String toString() {
        return "Webhook[" + tenant + ", " + notice + ", " + event + "]";
    }
}
