package usher.admin.notice.delivery;

import io.vertx.mutiny.sqlclient.Row;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import usher.admin.notice.mail.Mail;
import usher.admin.notice.webhook.Webhook;
import usher.contracts.id.NoticeId;
import usher.contracts.id.TenantId;
import usher.contracts.id.WebhookEndpointId;

/** A delivery that was claimed to be attempted. {@code attempts} were made so far. */
sealed interface Due {
    Delivery delivery();

    record Delivery(TenantId tenant, UUID id, NoticeId notice, UUID claim, int attempts) {
        static Delivery of(Row row) {
            return new Delivery(
                    new TenantId(row.getUUID("tenant_id")),
                    row.getUUID("id"),
                    new NoticeId(row.getUUID("notice_id")),
                    row.getUUID("claim"),
                    row.getInteger("attempts"));
        }
    }

    record Letter(Delivery delivery, Mail mail) implements Due {
        static Letter of(Row row) {
            var mail = new Mail(
                    row.getUUID("id"),
                    row.getString("recipient"),
                    row.getString("mail_subject"),
                    row.getString("mail_text"));
            return new Letter(Delivery.of(row), mail);
        }
    }

    record Call(Delivery delivery, WebhookEndpointId endpoint, Webhook webhook) implements Due {
        /** A former secret signs until {@code now} has come to its end. */
        static Call of(Row row, Instant now) {
            var delivery = Delivery.of(row);
            var webhook = new Webhook(
                    delivery.tenant(),
                    delivery.notice(),
                    URI.create(row.getString("url")),
                    secrets(row, now),
                    row.getString("name"),
                    row.getOffsetDateTime("raised_at").toInstant(),
                    row.getString("facts"));
            return new Call(delivery, new WebhookEndpointId(row.getUUID("endpoint_id")), webhook);
        }

        private static List<String> secrets(Row row, Instant now) {
            var secret = row.getString("sealed_secret");
            var former = row.getString("sealed_former_secret");
            return former != null
                            && row.getOffsetDateTime("former_until").toInstant().isAfter(now)
                    ? List.of(secret, former)
                    : List.of(secret);
        }
    }
}
