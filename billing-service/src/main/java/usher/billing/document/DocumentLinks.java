package usher.billing.document;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import usher.billing.invoice.InvoiceView;
import usher.contracts.id.InvoiceId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.seal.Sealer;

/**
 * Links by which who has a mail reads one document, without signing in, for a while. A link holds no more than which document it is
 * and until when, sealed, so that it can be neither made up nor prolonged.
 */
@ApplicationScoped
class DocumentLinks {
    /** What is sealed for other ends is no link. */
    private static final String PURPOSE = "invoice-document";

    private static final TenantId PLATFORM = new TenantId(new UUID(0, 0));
    private static final int LONGEST = 500;

    private final Sealer sealer;
    private final InstantSource clock;

    DocumentLinks(Sealer sealer, InstantSource clock) {
        this.sealer = sealer;
        this.clock = clock;
    }

    /** Which document, and in which language. */
    record Target(TenantId tenant, InvoiceId invoice, String language) {}

    String token(InvoiceView invoice, String language, Instant until) {
        var text = String.join(
                " ",
                PURPOSE,
                invoice.tenant().toString(),
                invoice.id().toString(),
                language,
                String.valueOf(until.getEpochSecond()));
        return sealer.seal(PLATFORM, text).replace('+', '-').replace('/', '_').replace("=", "");
    }

    /** 404 for what is no link of ours, 410 {@code link-expired}. */
    Target open(String token) {
        var parts = text(token).split(" ", -1);
        if (parts.length != 5 || !parts[0].equals(PURPOSE)) {
            throw Refusal.notFound();
        }
        if (!clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(parts[4])))) {
            throw new Refusal("link-expired", 410, "This link has expired. Sign in to see the document.");
        }
        return new Target(TenantId.fromString(parts[1]), InvoiceId.fromString(parts[2]), parts[3]);
    }

    private String text(String token) {
        if (token.length() > LONGEST) {
            throw Refusal.notFound();
        }
        try {
            return sealer.open(PLATFORM, token.replace('-', '+').replace('_', '/'));
        } catch (IllegalStateException | IllegalArgumentException noneOfOurs) {
            throw Refusal.notFound();
        }
    }
}
