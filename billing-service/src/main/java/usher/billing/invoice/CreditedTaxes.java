package usher.billing.invoice;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a credit note says of the taxes of its invoice, below zero. Each tax is credited up to its part of all that is credited so far, less what
 * was before: the notes of a whole invoice add up to its taxes, however small they are.
 */
record CreditedTaxes(JsonArray lines, long taxMinor) {
    static CreditedTaxes of(InvoiceView invoice, long before, long amount) {
        var lines = new JsonArray();
        long all = 0;
        for (var line : invoice.taxes()) {
            long tax = -part(line.amountMinor(), before, amount, invoice.grossMinor());
            long net = -part(line.netMinor(), before, amount, invoice.grossMinor());
            lines.add(line(line.rate(), line.text(), net, tax));
            all += tax;
        }
        return new CreditedTaxes(lines, all);
    }

    static JsonObject line(String rate, String text, long net, long amount) {
        return new JsonObject()
                .put("rate", rate)
                .put("text", text)
                .put("net_minor", net)
                .put("amount_minor", amount);
    }

    private static long part(long of, long before, long amount, long whole) {
        return portion(of, before + amount, whole) - portion(of, before, whole);
    }

    private static long portion(long amount, long part, long whole) {
        return BigDecimal.valueOf(amount)
                .multiply(BigDecimal.valueOf(part))
                .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
