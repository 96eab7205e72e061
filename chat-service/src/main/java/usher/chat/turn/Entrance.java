package usher.chat.turn;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.chat.conversation.Question;
import usher.chat.guard.Blocks;
import usher.chat.guard.ClientAddress;
import usher.chat.limit.Admission.Admitted;
import usher.chat.limit.Asker;
import usher.chat.limit.Estimates;
import usher.chat.limit.Limits;
import usher.contracts.id.TenantId;

/** What every question passes before it is stored: it is welcome, its model has a price, and the plan has room for it. */
@ApplicationScoped
class Entrance {
    private final Blocks blocks;
    private final Estimates estimates;
    private final Limits limits;

    Entrance(Blocks blocks, Estimates estimates, Limits limits) {
        this.blocks = blocks;
        this.estimates = estimates;
        this.limits = limits;
    }

    /** {@code page} says that a visitor asks itself, from {@code address} if that is known; else a tenant's server does. */
    record From(boolean page, @Nullable InetAddress address) {}

    Uni<Admitted> enter(TenantId tenant, Question question, From from) {
        return blocks.requireWelcome(tenant, question.visitor(), from.address())
                .chain(() -> estimates.of(tenant, question.text(), null))
                .chain(estimate -> limits.take(tenant, asker(question, from), estimate));
    }

    private static Asker asker(Question question, From from) {
        var address = from.address();
        return new Asker(
                speaker(question),
                from.page() ? question.visitor() : null,
                question.visitor(),
                address == null ? null : ClientAddress.subscriber(address),
                question.opens() ? question.conversation() : null,
                false);
    }

    /** One turn at a time: of a conversation, or of the visitor who is opening one. */
    private static UUID speaker(Question question) {
        return question.opens() && question.visitor() != null
                ? question.visitor().value()
                : question.conversation().value();
    }
}
