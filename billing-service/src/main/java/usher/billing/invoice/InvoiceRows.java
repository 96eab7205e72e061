package usher.billing.invoice;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.billing.charge.Pricing;
import usher.billing.invoice.InvoiceView.LineView;
import usher.billing.invoice.InvoiceView.Payment;
import usher.billing.invoice.InvoiceView.Share;
import usher.billing.invoice.InvoiceView.TaxLine;
import usher.contracts.event.EventJson;
import usher.contracts.id.InvoiceId;
import usher.contracts.id.TenantId;

/** Rows of the invoice tables as views. */
final class InvoiceRows {
    private InvoiceRows() {}

    static InvoiceView invoice(Row row) {
        long net = row.getLong("net_minor");
        long tax = row.getLong("tax_minor");
        UUID of = row.getUUID("of_invoice");
        return new InvoiceView(
                new InvoiceId(row.getUUID("id")),
                new TenantId(row.getUUID("tenant_id")),
                row.getString("number"),
                lower(row.getString("kind")),
                lower(row.getString("status")),
                of == null ? null : new InvoiceId(of),
                row.getString("of_number"),
                row.getString("plan_code"),
                row.getInteger("plan_version"),
                row.getString("period"),
                at(row, "starts_at"),
                at(row, "ends_at"),
                row.getString("zone"),
                row.getString("currency"),
                row.getLong("base_minor"),
                row.getLong("usage_minor"),
                net,
                tax,
                net + tax,
                row.getLong("credit_minor"),
                net + tax - row.getLong("credit_minor"),
                taxes(row.getJsonArray("taxes")),
                row.getJsonObject("buyer").getMap(),
                row.getJsonObject("seller").getMap(),
                row.getString("note"),
                row.getOffsetDateTime("created_at").toInstant(),
                at(row, "issued_at"),
                at(row, "due_at"),
                at(row, "paid_at"),
                at(row, "voided_at"),
                payment(row),
                null);
    }

    static LineView line(Row row) {
        var whole = row.getLong("share_whole");
        return new LineView(
                row.getInteger("position"),
                lower(row.getString("kind")),
                row.getString("plan"),
                row.getInteger("plan_version"),
                row.getString("metric"),
                at(row, "starts_at"),
                at(row, "ends_at"),
                row.getLong("quantity"),
                whole == null ? null : new Share(row.getLong("share_part"), whole),
                price(row.getJsonObject("price")),
                row.getLong("amount_minor"),
                row.getString("text"),
                entries(row));
    }

    private static @Nullable Pricing price(@Nullable JsonObject stored) {
        try {
            return stored == null ? null : EventJson.mapper().readValue(stored.encode(), Pricing.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored prices can be read", e);
        }
    }

    private static @Nullable String entries(Row row) {
        var kind = row.getString("kind");
        if (!kind.equals("USAGE") && !kind.equals("LATE")) {
            return null;
        }
        var metric = row.getString("metric");
        // Sums over several metrics are made of all entries.
        var which = metric.equals("cost") || metric.equals("tokens")
                ? ""
                : "metric=" + URLEncoder.encode(metric, StandardCharsets.UTF_8) + "&";
        return "/api/v1/billing/usage/events?" + which + "from=" + at(row, "starts_at") + "&to=" + at(row, "ends_at")
                + dimensions(row.getJsonObject("price"));
    }

    /** Of a metric that is priced by its dimensions, the entries that the line is for. */
    private static String dimensions(@Nullable JsonObject price) {
        var only = price == null ? null : price.getJsonObject("only");
        if (only == null) {
            return "";
        }
        var named = only.getJsonObject("dimensions");
        return named != null
                ? "&only=" + URLEncoder.encode(named.encode(), StandardCharsets.UTF_8)
                : "&except="
                        + URLEncoder.encode(
                                only.getJsonArray("except", new JsonArray()).encode(), StandardCharsets.UTF_8);
    }

    private static @Nullable Payment payment(Row row) {
        var by = row.getString("settled_by");
        var provider = row.getString("payment_provider");
        return by == null && provider == null
                ? null
                : new Payment(provider, row.getString("payment_reference"), row.getString("payment_method"), by);
    }

    private static List<TaxLine> taxes(JsonArray taxes) {
        return taxes.stream()
                .map(JsonObject.class::cast)
                .map(tax -> new TaxLine(
                        String.valueOf(tax.getValue("rate")),
                        tax.getString("text"),
                        tax.getLong("net_minor"),
                        tax.getLong("amount_minor")))
                .toList();
    }

    private static @Nullable Instant at(Row row, String column) {
        var at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
