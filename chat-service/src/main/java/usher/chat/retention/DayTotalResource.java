package usher.chat.retention;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;
import usher.kit.tenant.Tenancy;

/** Days that were counted before their rows went. */
@Path("/api/v1/chat/admin/day-totals")
public class DayTotalResource {
    private static final String LIST = """
            select * from day_total where tenant_id = $1 and ($2::date is null or day < $2) order by day desc limit $3
            """;

    private final Tenancy tenancy;
    private final CurrentCaller caller;

    DayTotalResource(Tenancy tenancy, CurrentCaller caller) {
        this.tenancy = tenancy;
        this.caller = caller;
    }

    /** The newest day first; the cursor is a day. */
    @GET
    @Accepts(Credential.MEMBER)
    @Operation(
            summary = "Days that were counted before their rows went",
            description = "The newest day first; the cursor is a day.")
    public Uni<Page<DayTotalView>> list(
            @QueryParam("tenant") @Nullable TenantId tenant, @Valid @BeanParam PageRequest page) {
        var whose = caller.tenant(tenant);
        var before = page.startingAfter(DayTotalResource::day);
        return tenancy.sql(
                        whose,
                        connection ->
                                connection.preparedQuery(LIST).execute(Tuple.of(whose.value(), before, page.fetch())))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(DayTotalResource::view)
                        .toList())
                .map(rows -> Page.of(rows, page, row -> row.day().toString()));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    private static DayTotalView view(Row row) {
        return new DayTotalView(
                row.getLocalDate("day"),
                row.getLong("conversations"),
                row.getLong("questions"),
                row.getLong("answers"),
                row.getLong("tool_calls"),
                row.getJsonObject("tokens").getMap(),
                row.getLong("cost_micros"),
                row.getJsonObject("languages").getMap(),
                row.getJsonObject("sentiments").getMap(),
                row.getJsonObject("intents").getMap(),
                row.getLong("thumbs_up"),
                row.getLong("thumbs_down"),
                row.getLong("csat_count"),
                row.getLong("csat_sum"),
                moment(row, "archived_at"),
                moment(row, "deleted_at"));
    }

    private static @Nullable Instant moment(Row row, String column) {
        var at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }
}
