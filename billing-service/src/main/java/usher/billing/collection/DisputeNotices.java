package usher.billing.collection;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Objects;
import usher.billing.payment.ProviderDispute.Outcome;
import usher.contracts.event.NoticeRaised;
import usher.contracts.event.NoticeRaised.Audience;
import usher.contracts.event.NoticeRaised.Mail;
import usher.contracts.money.Money;

/** What the platform's people are told of disputes: they are the seller, and have days to answer. */
final class DisputeNotices {
    private DisputeNotices() {}

    static NoticeRaised of(Payment payment, Dispute dispute) {
        boolean opened = dispute.state() == Outcome.OPEN;
        var name = opened ? "payment.disputed" : "payment.dispute_closed";
        var state = dispute.state().name().toLowerCase(Locale.ROOT);
        var facts = new LinkedHashMap<String, Object>();
        facts.put("payment", payment.id().toString());
        facts.put("provider", dispute.provider());
        facts.put("dispute", dispute.providerId());
        facts.put("state", state);
        facts.put("amount_minor", dispute.amountMinor());
        facts.put("currency", payment.currency());
        facts.put("reason", Objects.requireNonNullElse(dispute.reason(), "unknown"));
        facts.put("opened_at", dispute.openedAt().toString());
        return new NoticeRaised(name, name + ":" + dispute.id() + ":" + state, facts, mail(payment, dispute, opened));
    }

    private static Mail mail(Payment payment, Dispute dispute, boolean opened) {
        var amount =
                Money.of(dispute.amountMinor(), payment.currency()).major().toPlainString() + " " + payment.currency();
        var what = "%s of payment %s (%s, tenant %s) through %s"
                .formatted(amount, payment.id(), payment.description(), payment.tenant(), dispute.provider());
        return opened
                ? new Mail(
                        null,
                        Audience.PLATFORM,
                        "A payment is disputed: " + amount,
                        "A payer wants back %s. Reason: %s. Answer dispute %s there in time; what is lost is booked like a refund."
                                .formatted(
                                        what,
                                        Objects.requireNonNullElse(dispute.reason(), "unknown"),
                                        dispute.providerId()))
                : new Mail(
                        null,
                        Audience.PLATFORM,
                        dispute.state() == Outcome.LOST
                                ? "A dispute is lost: " + amount
                                : "A dispute is won: " + amount,
                        dispute.state() == Outcome.LOST
                                ? "Dispute %s is lost: %s is gone, and booked like a refund."
                                        .formatted(dispute.providerId(), what)
                                : "Dispute %s is won: %s stays.".formatted(dispute.providerId(), what));
    }
}
