package usher.billing.collection;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.ActivityRecorded;
import usher.contracts.event.NoticeRaised;
import usher.contracts.event.NoticeRaised.Mail;
import usher.contracts.money.Money;
import usher.kit.event.Events;
import usher.kit.event.Outbox;
import usher.kit.tenant.Locales;
import usher.kit.tenant.TenantSnapshots;

/**
 * Tells who analyses activities of all money that came, and confirms what came into wallets, in English or Hebrew. What came for invoices is
 * confirmed with the invoice.
 */
@ApplicationScoped
class Receipts {
    private static final String TOPPED_UP = "wallet.topped_up";

    private final TenantSnapshots tenants;
    private final Outbox outbox;
    private final Events events;

    Receipts(TenantSnapshots tenants, Outbox outbox, Events events) {
        this.tenants = tenants;
        this.outbox = outbox;
        this.events = events;
    }

    /** In the transaction that books the money. */
    Uni<Void> came(SqlConnection connection, Payment payment) {
        var properties = Map.of(
                "payment", payment.id().toString(),
                "purpose", payment.purpose().name().toLowerCase(Locale.ROOT),
                "provider", payment.provider(),
                "amount_minor", Long.toString(payment.amountMinor()),
                "currency", payment.currency());
        var activity = new ActivityRecorded("payment.succeeded", null, null, properties);
        return outbox.append(connection, events.of(payment.tenant(), activity));
    }

    /** As above. */
    Uni<Void> toppedUp(SqlConnection connection, Payment payment) {
        return tenants.locale(connection, payment.tenant())
                .map(locale -> toppedUp(payment, locale))
                .chain(notice -> outbox.append(connection, events.of(payment.tenant(), notice)));
    }

    private static NoticeRaised toppedUp(Payment payment, @Nullable String locale) {
        var facts = Map.<String, Object>of(
                "wallet",
                String.valueOf(payment.wallet()),
                "payment",
                payment.id().toString(),
                "provider",
                payment.provider(),
                "amount_minor",
                payment.amountMinor(),
                "currency",
                payment.currency());
        var amount =
                Money.of(payment.amountMinor(), payment.currency()).major().toPlainString() + " " + payment.currency();
        return new NoticeRaised(TOPPED_UP, TOPPED_UP + ":" + payment.id(), facts, mail(payment, amount, locale));
    }

    private static Mail mail(Payment payment, String amount, @Nullable String locale) {
        boolean hebrew = Locales.isHebrew(locale);
        return hebrew
                ? new Mail(
                        null,
                        "הארנק נטען ב־" + amount,
                        "תודה: התקבל תשלום של %s באמצעות %s, והסכום נוסף לארנק שלכם.\n\nמספר התשלום: %s"
                                .formatted(amount, payment.provider(), payment.id()))
                : new Mail(
                        null,
                        "Your wallet was topped up with " + amount,
                        "Thank you: we have received %s by %s, and your wallet holds it now.\n\nPayment: %s"
                                .formatted(amount, payment.provider(), payment.id()));
    }
}
