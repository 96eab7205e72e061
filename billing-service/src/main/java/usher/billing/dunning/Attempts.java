package usher.billing.dunning;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import usher.billing.collection.Methods;
import usher.billing.collection.Payment;
import usher.billing.collection.PaymentService;
import usher.billing.collection.Payments;
import usher.billing.collection.State;
import usher.billing.document.Enclosures;
import usher.billing.invoice.InvoiceService;
import usher.billing.invoice.InvoiceView;
import usher.billing.payment.Providers;
import usher.billing.wallet.Till;
import usher.contracts.id.PaymentId;
import usher.kit.event.Events;
import usher.kit.event.Outbox;
import usher.kit.problem.Refusal;
import usher.kit.tenant.TenantSnapshots;

/** What to do next about an invoice, within the transaction that holds it and its case. */
@ApplicationScoped
class Attempts {
    /** An attempt is looked at so long after it was made. */
    private static final Duration SOON = Duration.ofMinutes(1);

    /** Nothing to charge, or somebody is paying by hand. */
    private static final Duration LATER = Duration.ofHours(1);

    private static final Set<String> UNPAID = Set.of("issued", "overdue");

    private final Cases cases;
    private final Choices choices;
    private final Payments payments;
    private final PaymentService service;
    private final Methods methods;
    private final Providers providers;
    private final InvoiceService invoices;
    private final Enclosures enclosures;
    private final Till till;
    private final TenantSnapshots tenants;
    private final Outbox outbox;
    private final Events events;
    private final DunningConfig config;

    Attempts(
            Cases cases,
            Choices choices,
            Payments payments,
            PaymentService service,
            Methods methods,
            Providers providers,
            InvoiceService invoices,
            Enclosures enclosures,
            Till till,
            TenantSnapshots tenants,
            Outbox outbox,
            Events events,
            DunningConfig config) {
        this.cases = cases;
        this.choices = choices;
        this.payments = payments;
        this.service = service;
        this.methods = methods;
        this.providers = providers;
        this.invoices = invoices;
        this.enclosures = enclosures;
        this.till = till;
        this.tenants = tenants;
        this.outbox = outbox;
        this.events = events;
        this.config = config;
    }

    /** What is left to do after the commit. */
    sealed interface Next {
        record Charge(Payment payment) implements Next {}

        record GiveUp(Case open) implements Next {}

        record Nothing() implements Next {}
    }

    Uni<Next> next(SqlConnection connection, Case open, InvoiceView invoice, Instant now) {
        var payment = open.payment();
        if (!UNPAID.contains(invoice.status())) {
            return cases.end(connection, open, "DONE", now).replaceWith(new Next.Nothing());
        }
        if (payment != null) {
            return judged(connection, open, invoice, payment, now);
        }
        return isExhausted(open.failures())
                ? Uni.createFrom().item(new Next.GiveUp(open))
                : attempt(connection, open, invoice, now);
    }

    private Uni<Next> judged(SqlConnection connection, Case open, InvoiceView invoice, PaymentId id, Instant now) {
        return payments.get(connection, open.tenant(), id).chain(payment -> {
            if (payment.state().mayStillSucceed() || payment.state() == State.SUCCEEDED) {
                return cases.later(connection, open, SOON, now).replaceWith(new Next.Nothing());
            }
            return failed(connection, open, invoice, payment, now);
        });
    }

    private Uni<Next> failed(SqlConnection connection, Case open, InvoiceView invoice, Payment payment, Instant now) {
        // A charge of which nothing is known is not followed by another one: somebody has to look.
        boolean last = isExhausted(open.failures() + 1) || "outcome-unknown".equals(payment.failure());
        int failures = last ? config.retryAfter().size() + 1 : open.failures() + 1;
        var first = Objects.requireNonNullElse(open.firstAt(), now);
        var next = last ? now : first.plus(config.retryAfter().get(open.failures()));
        Uni<Void> over =
                last ? cases.overdue(connection, open) : Uni.createFrom().voidItem();
        return told(connection, invoice, payment)
                .chain(() -> cases.failed(connection, open, failures, next, now))
                .chain(() -> over)
                .replaceWith(last ? new Next.GiveUp(open) : new Next.Nothing());
    }

    private Uni<Void> told(SqlConnection connection, InvoiceView invoice, Payment payment) {
        return tenants.locale(connection, invoice.tenant()).chain(locale -> {
            var notice = InvoiceNotices.failed(
                    invoice, locale, payment.id().toString(), payment.failure(), enclosures.of(invoice, locale));
            return outbox.append(connection, events.of(invoice.tenant(), notice));
        });
    }

    private Uni<Next> attempt(SqlConnection connection, Case open, InvoiceView invoice, Instant now) {
        return choices.get(connection, open.tenant())
                .chain(choice -> (choice.walletFirst()
                                ? byWallet(connection, invoice)
                                : Uni.createFrom().item(false))
                        .chain(paid -> {
                            if (paid) {
                                return cases.end(connection, open, "DONE", now).replaceWith(new Next.Nothing());
                            }
                            return choice.automatic()
                                    ? byMethod(connection, open, invoice, now)
                                    : cases.later(connection, open, LATER, now).replaceWith(new Next.Nothing());
                        }));
    }

    /** Whole or not at all: an invoice is paid by one thing. */
    private Uni<Boolean> byWallet(SqlConnection connection, InvoiceView invoice) {
        var tenant = invoice.tenant();
        var reference = "invoice:" + invoice.id();
        return till.ownIfAny(connection, tenant, invoice.currency()).chain(wallet -> {
            if (wallet == null) {
                return Uni.createFrom().item(false);
            }
            var spending = new Till.Movement(
                    wallet, invoice.dueMinor(), reference, "Invoice " + invoice.number(), Dunning.ACTOR);
            return till.spend(connection, tenant, spending)
                    .chain(outcome -> outcome == Till.Outcome.SHORT
                            ? Uni.createFrom().item(false)
                            : invoices.pay(
                                            connection,
                                            tenant,
                                            invoice.id(),
                                            "wallet",
                                            reference,
                                            "wallet",
                                            Dunning.ACTOR)
                                    .replaceWith(true));
        });
    }

    private Uni<Next> byMethod(SqlConnection connection, Case open, InvoiceView invoice, Instant now) {
        return methods.preferred(connection, open.tenant())
                .chain(method -> method == null
                        ? Uni.createFrom().<@Nullable Payment>nullItem()
                        : providers
                                .enabled(method.provider())
                                .chain(() -> service.writeCharge(connection, invoice, method, Dunning.ACTOR)))
                // Under way by hand, or the provider is disabled: looked at again.
                .onFailure(Refusal.class)
                .recoverWithNull()
                .chain(payment -> payment == null
                        ? cases.later(connection, open, LATER, now).replaceWith(new Next.Nothing())
                        : cases.charged(connection, open, payment.id(), now.plus(SOON), now)
                                .replaceWith(new Next.Charge(payment)));
    }

    private boolean isExhausted(int failures) {
        return failures > config.retryAfter().size();
    }
}
