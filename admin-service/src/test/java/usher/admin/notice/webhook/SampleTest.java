package usher.admin.notice.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.Webhook;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import usher.contracts.id.NoticeId;
import usher.contracts.id.TenantId;
import usher.kit.webhook.Signature;
import usher.kit.webhook.WebhookSecret;

/** The sample of docs/webhooks.md is what is sent. */
class SampleTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NOTICE = "ntc_01kampz8q3fa7t9c5n2x4ehd6g";
    private static final long TIMESTAMP = 1_795_942_805;
    private static final String SIGNATURE = "v1,zhA9gKyALQnUX5sOMRR4jipZR1lckT1ynHO4AKXHOp0=";

    @Test
    void isSignedAsItSays() throws Exception {
        var body = webhook().body();

        assertEquals(SIGNATURE, new Webhook(SECRET).sign(NOTICE, TIMESTAMP, body));
        assertEquals(
                SIGNATURE,
                Signature.of(
                        List.of(new WebhookSecret(SECRET)), NOTICE, TIMESTAMP, body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void standsInTheDocumentation() throws IOException {
        var page = Files.readString(Path.of(System.getProperty("usher.root", ".."), "docs", "webhooks.md"));

        List.of(SECRET, NOTICE, String.valueOf(TIMESTAMP), SIGNATURE, webhook().body())
                .forEach(part -> assertTrue(page.contains(part), part));
    }

    private static usher.admin.notice.webhook.Webhook webhook() {
        return new usher.admin.notice.webhook.Webhook(
                new TenantId(new UUID(0, 0)),
                NoticeId.fromString(NOTICE),
                URI.create("https://shop.example/hook"),
                List.of(),
                "stock.depleted",
                Instant.parse("2026-11-29T09:00:00Z"),
                "{\"product\":\"Blue mug\",\"sku\":\"MUG-B\",\"left\":0}");
    }
}
