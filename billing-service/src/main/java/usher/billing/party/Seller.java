package usher.billing.party;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import usher.billing.charge.Proration;

/** Who sends the invoices, and how: the settings that month ends go by. */
public record Seller(
        String legalName,
        String address,
        String country,
        String taxId,
        String numberPrefix,
        int dueDays,
        Proration proration,
        boolean automatic) {

    static Seller of(Row row) {
        return new Seller(
                row.getString("legal_name"),
                row.getString("address"),
                row.getString("country"),
                row.getString("tax_id"),
                row.getString("number_prefix"),
                row.getInteger("due_days"),
                Proration.valueOf(row.getString("proration")),
                row.getBoolean("automatic"));
    }

    /** What an invoice says of its seller, kept with it. */
    public JsonObject onPaper() {
        return new JsonObject()
                .put("legal_name", legalName)
                .put("address", address)
                .put("country", country)
                .put("tax_id", taxId);
    }
}
