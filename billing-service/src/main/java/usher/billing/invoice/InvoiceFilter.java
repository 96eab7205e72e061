package usher.billing.invoice;

import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import usher.kit.page.Moments;

/** Which invoices are wanted; all when nothing is named. */
class InvoiceFilter {
    /** What {@link #addTo} adds are the parameters from $3 on. */
    static final String WHERE = """
            ($3::text is null or i.status = $3) and ($4::text is null or i.period = $4) and ($5::text is null or i.plan_code = $5)
            and ($6::text is null or i.currency = $6) and ($7::text is null or i.number ilike $7)
            and ($8::timestamptz is null or coalesce(i.issued_at, i.created_at) >= $8)
            and ($9::timestamptz is null or coalesce(i.issued_at, i.created_at) < $9)""";

    @QueryParam("status")
    @Nullable
    Status status;

    @QueryParam("period")
    @Parameter(description = "A month: 2026-03.")
    @Pattern(regexp = "[0-9]{4}-[0-9]{2}")
    @Nullable
    String period;

    @QueryParam("plan")
    @Parameter(description = "The code of the plan that was in force last.")
    @Pattern(regexp = "[a-z][a-z0-9-]{0,39}")
    @Nullable
    String plan;

    @QueryParam("currency")
    @Pattern(regexp = "[A-Z]{3}")
    @Nullable
    String currency;

    @QueryParam("q")
    @Parameter(description = "A part of the number.")
    @Pattern(regexp = "[^\\x00-\\x1f]*")
    @Size(max = 40)
    @Nullable
    String query;

    @QueryParam("from")
    @Parameter(description = "Issued then or later; a draft counts by when it was written.")
    @Nullable
    String from;

    @QueryParam("to")
    @Parameter(description = "Issued before then.")
    @Nullable
    String to;

    Tuple addTo(Tuple tuple) {
        return tuple.addString(status == null ? null : status.name())
                .addString(period)
                .addString(plan)
                .addString(currency)
                .addString(query == null || query.isBlank() ? null : part(query.strip()))
                .addOffsetDateTime(Moments.read("/from", from))
                .addOffsetDateTime(Moments.read("/to", to));
    }

    /** Refuses what is no question before anything is asked. */
    void check() {
        Moments.read("/from", from);
        Moments.read("/to", to);
    }

    private static String part(String text) {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
