package usher.billing.dunning;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import usher.billing.invoice.InvoiceView;
import usher.contracts.event.NoticeRaised;
import usher.contracts.event.NoticeRaised.Mail;
import usher.contracts.money.Money;

/** What is told of invoices and credit notes. Mails go to the address on the paper, or else to the tenant's administrators. */
final class InvoiceNotices {
    static final String CREATED = "invoice.created";
    static final String FINALIZED = "invoice.finalized";
    static final String PAID = "invoice.paid";
    static final String OVERDUE = "invoice.overdue";
    static final String VOIDED = "invoice.voided";
    static final String FAILED = "invoice.payment_failed";
    static final String CREDITED = "credit_note.issued";

    private InvoiceNotices() {}

    /** {@code below} is what a mail has below its sentences: the lines, and where to see more. */
    static NoticeRaised of(String name, InvoiceView invoice, @Nullable String locale, String below) {
        return notice(name, name + ":" + invoice.id(), invoice, locale, null, below);
    }

    /** {@code payment} is the charge that failed, {@code failure} the provider's code for why. */
    static NoticeRaised failed(
            InvoiceView invoice, @Nullable String locale, String payment, @Nullable String failure, String below) {
        return notice(FAILED, FAILED + ":" + payment, invoice, locale, failure == null ? "unknown" : failure, below);
    }

    private static NoticeRaised notice(
            String name,
            String key,
            InvoiceView invoice,
            @Nullable String locale,
            @Nullable String failure,
            String below) {
        var facts = invoice.isCreditNote() ? credited(invoice) : owed(invoice);
        if (failure != null) {
            facts.put("failure", failure);
        }
        // A draft is the platform's to look at; systems may want to know of it, people do not.
        var mail = name.equals(CREATED) ? null : mail(name, invoice, locale, failure, below);
        return new NoticeRaised(name, key, facts, mail);
    }

    private static Map<String, Object> owed(InvoiceView invoice) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("invoice", invoice.id().toString());
        put(facts, "number", invoice.number());
        facts.put("status", invoice.status());
        facts.put("period", invoice.period());
        facts.put("due_minor", invoice.dueMinor());
        facts.put("currency", invoice.currency());
        put(facts, "due_at", invoice.dueAt());
        return facts;
    }

    private static Map<String, Object> credited(InvoiceView note) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("credit_note", note.id().toString());
        put(facts, "number", note.number());
        put(facts, "invoice", note.ofInvoice());
        put(facts, "of_number", note.ofNumber());
        facts.put("amount_minor", -note.grossMinor());
        facts.put("currency", note.currency());
        put(facts, "reason", note.note());
        return facts;
    }

    private static void put(Map<String, Object> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value.toString());
        }
    }

    private static Mail mail(
            String name, InvoiceView invoice, @Nullable String locale, @Nullable String failure, String below) {
        var text = NoticeTexts.of(name, locale);
        long minor = invoice.isCreditNote() ? -invoice.grossMinor() : invoice.dueMinor();
        var amount = Money.of(minor, invoice.currency()).major().toPlainString() + " " + invoice.currency();
        var due = invoice.dueAt() == null
                ? ""
                : invoice.dueAt()
                        .atZone(ZoneId.of(invoice.timeZone()))
                        .toLocalDate()
                        .toString();
        var to = invoice.buyer().get("email");
        var body = text.body()
                .formatted(
                        invoice.number(),
                        amount,
                        due,
                        failure,
                        Objects.toString(invoice.ofNumber(), ""),
                        Objects.toString(invoice.note(), ""));
        return new Mail(
                to == null ? null : to.toString(),
                text.subject().formatted(invoice.number(), amount),
                below.isEmpty() ? body : body + "\n\n" + below);
    }
}
