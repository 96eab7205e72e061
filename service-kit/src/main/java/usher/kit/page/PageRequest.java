package usher.kit.page;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import usher.kit.problem.Refusal;

/** Which part of a list is wanted: at most {@code limit} rows after the row whose id is {@code starting_after}. */
public class PageRequest {
    @QueryParam("limit")
    @DefaultValue("20")
    @Min(1)
    @Max(100)
    @Parameter(description = "Rows per page, 1 to 100.")
    int limit = 20;

    @QueryParam("starting_after")
    @Parameter(description = "The id of the last row of the page before: its next_cursor.")
    @Nullable
    String startingAfter;

    /** For requests that do not come as query parameters; the caller has judged the limit. */
    public static PageRequest of(int limit, @Nullable String startingAfter) {
        var page = new PageRequest();
        page.limit = limit;
        page.startingAfter = startingAfter;
        return page;
    }

    public int limit() {
        return limit;
    }

    public @Nullable String startingAfter() {
        return startingAfter;
    }

    /** The cursor read as an id; one that is no such id is refused. */
    public <T> @Nullable T startingAfter(Function<String, T> parse) {
        try {
            return startingAfter == null ? null : parse.apply(startingAfter);
        } catch (IllegalArgumentException malformed) {
            throw Refusal.invalid("/starting_after", "cursor-invalid", "Pass the next_cursor of the page before.");
        }
    }

    /** One row more than wanted tells whether there are more. */
    public int fetch() {
        return limit + 1;
    }
}
