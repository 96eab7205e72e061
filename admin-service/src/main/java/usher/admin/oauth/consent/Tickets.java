package usher.admin.oauth.consent;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;
import usher.kit.seal.Sealer;

/**
 * What goes through the consent page and comes back with the decision: who signed in, when, and to which request. It is sealed, so only
 * somebody who was shown that page after signing in can have it; that makes it the page's protection against forged requests as well.
 */
@ApplicationScoped
class Tickets {
    static final Duration LIFE = Duration.ofMinutes(10);

    /** Tickets belong to no tenant yet; the sealer wants one named all the same. */
    private static final TenantId NOBODY = new TenantId(new UUID(0, 0));

    private static final String KIND = "consent";

    private final Sealer sealer;
    private final InstantSource clock;

    Tickets(Sealer sealer, InstantSource clock) {
        this.sealer = sealer;
        this.clock = clock;
    }

    record Ticket(MemberId member, Instant provenAt) {}

    String seal(Ticket ticket, Asking asking) {
        return sealer.seal(
                NOBODY,
                String.join(
                        "\n",
                        KIND,
                        ticket.member().toString(),
                        ticket.provenAt().toString(),
                        asking.fingerprint()));
    }

    /** Nothing for what was not sealed here, is older than ten minutes, or was sealed for another request. */
    Optional<Ticket> open(String text, Asking asking) {
        try {
            var parts = sealer.open(NOBODY, text).split("\n", -1);
            if (parts.length != 4 || !parts[0].equals(KIND) || !parts[3].equals(asking.fingerprint())) {
                return Optional.empty();
            }
            var ticket = new Ticket(MemberId.fromString(parts[1]), Instant.parse(parts[2]));
            return Optional.of(ticket)
                    .filter(known -> clock.instant().isBefore(known.provenAt().plus(LIFE)));
        } catch (IllegalStateException | IllegalArgumentException | DateTimeException forged) {
            return Optional.empty();
        }
    }
}
