package usher.billing.invoice;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import usher.billing.party.Sellers;
import usher.contracts.id.InvoiceId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;

/** Moves invoices from state to state. Each move locks the invoice; the database refuses those that do not exist. */
@ApplicationScoped
public class InvoiceService {
    private static final String LOCK = "select from invoice where tenant_id = $1 and id = $2 for update";
    private static final String ISSUE = "select issue_invoices(array[$1::uuid], array[$2::uuid], $3)";
    private static final String PAY = """
            update invoice set status = 'PAID', paid_at = $3, payment_provider = $4, payment_reference = $5, payment_method = $6,
                settled_by = $7 where tenant_id = $1 and id = $2""";
    private static final String VOID =
            "update invoice set status = 'VOID', voided_at = $3, settled_by = $4 where tenant_id = $1 and id = $2";
    private static final String CREDIT = """
            insert into credit (tenant_id, currency, amount_minor, invoice_id, made_at)
            select tenant_id, currency, $3::bigint, id, $4::timestamptz from invoice where tenant_id = $1 and id = $2""";
    private static final String NOTED = """
            select coalesce(sum(-net_minor - tax_minor), 0)::bigint as noted from invoice where tenant_id = $1 and of_invoice = $2""";
    private static final String DRAFT = """
            insert into invoice (tenant_id, id, seller_code, kind, status, of_invoice, period, zone, currency, net_minor, tax_minor,
                credit_minor, taxes, buyer, seller, note, created_at)
            select s.tenant_id, $2::uuid, 'default', $3::text, 'DRAFT', $4::uuid, to_char($5::timestamptz at time zone s.zone, 'YYYY-MM'), s.zone,
                $6::text, $7::bigint, $8::bigint, $9::bigint, $10::jsonb, jsonb_build_object('legal_name', coalesce(p.legal_name, t.data ->> 'name', ''), 'address', coalesce(p.address, ''),
                    'country', p.country, 'tax_id', p.tax_id, 'email', p.email), $11::jsonb, $12::text, $5
            from subscription s left join billing_profile p using (tenant_id) left join tenant_snapshot t using (tenant_id)
            where s.tenant_id = $1""";
    private static final String LINE = """
            insert into invoice_line (tenant_id, invoice_id, position, kind, quantity, amount_minor, text)
            select $1::uuid, $2::uuid, at, $3::text, 1, amount, text from unnest($4::bigint[], $5::text[]) with ordinality as l (amount, text, at)""";
    private static final String DROP_LINES = "delete from invoice_line where tenant_id = $1 and invoice_id = $2";
    private static final String DROP = "delete from invoice where tenant_id = $1 and id = $2";

    private final Tenancy tenancy;
    private final Invoices invoices;
    private final Sellers sellers;
    private final Ids ids;
    private final InstantSource clock;

    InvoiceService(Tenancy tenancy, Invoices invoices, Sellers sellers, Ids ids, InstantSource clock) {
        this.tenancy = tenancy;
        this.invoices = invoices;
        this.sellers = sellers;
        this.ids = ids;
        this.clock = clock;
    }

    /** What a draft is made of, by hand or as the counterpart of an invoice. */
    private record Paper(
            String kind,
            @Nullable InvoiceId of,
            String currency,
            long net,
            long tax,
            long credit,
            JsonArray taxes,
            @Nullable String note) {}

    Uni<InvoiceView> draft(TenantId tenant, DraftInvoice wanted) {
        wanted.check();
        var id = new InvoiceId(ids.next());
        var tax = wanted.tax();
        long owed = tax.on(wanted.net());
        var taxes = new JsonArray().add(CreditedTaxes.line(tax.rate().toPlainString(), tax.text(), wanted.net(), owed));
        var paper = new Paper("INVOICE", null, wanted.currency(), wanted.net(), owed, 0, taxes, wanted.note());
        var amounts =
                wanted.lines().stream().map(DraftInvoice.DraftLine::amountMinor).toArray(Long[]::new);
        var texts = wanted.lines().stream().map(DraftInvoice.DraftLine::text).toArray(String[]::new);
        return tenancy.sql(
                tenant,
                connection -> write(connection, tenant, id, paper)
                        .chain(() -> lines(connection, tenant, id, "MANUAL", amounts, texts))
                        .chain(() -> invoices.get(connection, tenant, id)));
    }

    /** Only what was written by hand: a period's draft belongs to the period. */
    Uni<Void> discard(TenantId tenant, InvoiceId id) {
        return moved(tenant, id, (connection, invoice) -> {
                    if (!invoice.isDraft() || invoice.periodStart() != null) {
                        throw Refusal.conflict("invoice-kept", "Only a draft that was written by hand is deleted.");
                    }
                    var which = Tuple.of(tenant.value(), id.value());
                    return connection
                            .preparedQuery(DROP_LINES)
                            .execute(which)
                            .chain(() -> connection.preparedQuery(DROP).execute(which))
                            .replaceWith(invoice);
                })
                .replaceWithVoid();
    }

    Uni<InvoiceView> issue(TenantId tenant, InvoiceId id) {
        return moved(tenant, id, (connection, invoice) -> {
            require(invoice.isDraft(), "invoice-issued", "This invoice has been issued.");
            return issue(connection, tenant, id).chain(() -> invoices.get(connection, tenant, id));
        });
    }

    Uni<InvoiceView> markPaid(TenantId tenant, InvoiceId id, PaidBy paid, String by) {
        return tenancy.sql(
                tenant, connection -> pay(connection, tenant, id, "manual", paid.reference(), paid.how(), by));
    }

    /** Within a transaction of the tenant's; paying what is paid by the same reference changes nothing. */
    public Uni<InvoiceView> pay(
            SqlConnection connection,
            TenantId tenant,
            InvoiceId id,
            String provider,
            String reference,
            String method,
            String by) {
        return locked(connection, tenant, id).chain(invoice -> {
            var known = invoice.payment();
            if (known != null && reference.equals(known.reference()) && provider.equals(known.provider())) {
                return Uni.createFrom().item(invoice);
            }
            require(isOpen(invoice), "invoice-not-open", "Only an invoice that was issued and is unpaid is paid.");
            var row = Tuple.of(tenant.value(), id.value(), now(), provider, reference, method);
            return connection
                    .preparedQuery(PAY)
                    .execute(row.addString(by))
                    .chain(() -> invoices.get(connection, tenant, id));
        });
    }

    /** Credit that it had used is given back. */
    Uni<InvoiceView> voided(TenantId tenant, InvoiceId id, String by) {
        return moved(tenant, id, (connection, invoice) -> {
            require(isOpen(invoice), "invoice-not-open", "Only an invoice that was issued and is unpaid becomes void.");
            return noted(connection, tenant, id)
                    .invoke(noted -> require(
                            noted == 0, "invoice-credited", "This invoice has credit notes. Write one for the rest."))
                    .chain(() ->
                            connection.preparedQuery(VOID).execute(Tuple.of(tenant.value(), id.value(), now(), by)))
                    .chain(() -> credit(connection, tenant, id, invoice.creditMinor()))
                    .chain(() -> invoices.get(connection, tenant, id));
        });
    }

    /** A document of its own, with the next number; its amount is credit from then on. */
    Uni<InvoiceView> creditNote(TenantId tenant, InvoiceId id, CreditNote wanted) {
        return moved(tenant, id, (connection, invoice) -> {
            require(
                    invoice.kind().equals("invoice")
                            && !invoice.isDraft()
                            && !invoice.status().equals("void"),
                    "invoice-not-issued",
                    "Credit notes are for invoices that were issued and are not void.");
            return noted(connection, tenant, id).chain(noted -> {
                if (wanted.amountMinor() > invoice.grossMinor() - noted) {
                    throw Refusal.invalid(
                            "/amount_minor", "amount-too-large", "That is more than is left of the invoice.");
                }
                return note(connection, tenant, invoice, noted, wanted);
            });
        });
    }

    /** {@code noted} is what is credited of it already. */
    Uni<InvoiceView> note(SqlConnection connection, TenantId tenant, InvoiceView of, long noted, CreditNote wanted) {
        var note = new InvoiceId(ids.next());
        long gross = wanted.amountMinor();
        var credited = CreditedTaxes.of(of, noted, gross);
        long tax = credited.taxMinor();
        var paper = new Paper(
                "CREDIT_NOTE", of.id(), of.currency(), -gross - tax, tax, -gross, credited.lines(), wanted.reason());
        var amounts = new Long[] {-gross - tax};
        return write(connection, tenant, note, paper)
                .chain(() -> lines(connection, tenant, note, "CREDIT", amounts, new String[] {wanted.reason()}))
                .chain(() -> credit(connection, tenant, note, gross))
                .chain(() -> issue(connection, tenant, note))
                .chain(() -> invoices.get(connection, tenant, note));
    }

    private Uni<Void> write(SqlConnection connection, TenantId tenant, InvoiceId id, Paper paper) {
        return sellers.get(connection)
                .chain(seller -> connection
                        .preparedQuery(DRAFT)
                        .execute(Tuple.tuple()
                                .addUUID(tenant.value())
                                .addUUID(id.value())
                                .addString(paper.kind())
                                .addUUID(paper.of() == null ? null : paper.of().value())
                                .addOffsetDateTime(now())
                                .addString(paper.currency())
                                .addLong(paper.net())
                                .addLong(paper.tax())
                                .addLong(paper.credit())
                                .addValue(paper.taxes())
                                .addValue(seller.onPaper())
                                .addString(paper.note())))
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw Refusal.notFound();
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Void> lines(
            SqlConnection connection, TenantId tenant, InvoiceId id, String kind, Long[] amounts, String[] texts) {
        return connection
                .preparedQuery(LINE)
                .execute(Tuple.of(tenant.value(), id.value(), kind, amounts, texts))
                .replaceWithVoid();
    }

    private Uni<Void> issue(SqlConnection connection, TenantId tenant, InvoiceId id) {
        return connection
                .preparedQuery(ISSUE)
                .execute(Tuple.of(tenant.value(), id.value(), now()))
                .replaceWithVoid();
    }

    Uni<Void> credit(SqlConnection connection, TenantId tenant, InvoiceId id, long amount) {
        return amount == 0
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(CREDIT)
                        .execute(Tuple.of(tenant.value(), id.value(), amount, now()))
                        .replaceWithVoid();
    }

    static Uni<Long> noted(SqlConnection connection, TenantId tenant, InvoiceId id) {
        return connection
                .preparedQuery(NOTED)
                .execute(Tuple.of(tenant.value(), id.value()))
                .map(rows -> rows.iterator().next().getLong("noted"));
    }

    private Uni<InvoiceView> moved(TenantId tenant, InvoiceId id, Act act) {
        return tenancy.sql(
                tenant, connection -> locked(connection, tenant, id).chain(invoice -> act.on(connection, invoice)));
    }

    public Uni<InvoiceView> locked(SqlConnection connection, TenantId tenant, InvoiceId id) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(tenant.value(), id.value()))
                .chain(() -> invoices.get(connection, tenant, id));
    }

    private static boolean isOpen(InvoiceView invoice) {
        return invoice.status().equals("issued") || invoice.status().equals("overdue");
    }

    private static void require(boolean holds, String code, String sentence) {
        if (!holds) {
            throw Refusal.conflict(code, sentence);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    @FunctionalInterface
    private interface Act {
        Uni<InvoiceView> on(SqlConnection connection, InvoiceView invoice);
    }
}
