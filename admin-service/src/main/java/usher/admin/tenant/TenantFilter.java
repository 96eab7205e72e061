package usher.admin.tenant;

import io.quarkus.panache.common.Parameters;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.TenantStatus;
import usher.contracts.id.TenantId;
import usher.kit.page.PageRequest;
import usher.kit.problem.Refusal;

/** Which tenants a list shows, as a condition of a query: newest first, after the cursor. */
record TenantFilter(
        @Nullable TenantId own,
        @Nullable TenantStatus status,
        @Nullable String text,
        @Nullable TenantId after) {
    static TenantFilter of(@Nullable TenantId own, @Nullable String status, @Nullable String text, PageRequest page) {
        var after = page.startingAfter();
        return new TenantFilter(own, status(status), text, after == null ? null : cursor(after));
    }

    String condition() {
        return (own == null ? "" : "id = :own and ")
                + (status == null ? "" : "status = :status and ")
                + (text == null ? "" : "(lower(name) like :text escape '\\' or domain like :text escape '\\') and ")
                + (after == null ? "" : "id < :after and ")
                + "1 = 1 order by id desc";
    }

    Parameters parameters() {
        var parameters = new Parameters();
        if (own != null) {
            parameters.and("own", own.value());
        }
        if (status != null) {
            parameters.and("status", status);
        }
        if (text != null) {
            parameters.and(
                    "text", "%" + text.strip().toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
        return after == null ? parameters : parameters.and("after", after.value());
    }

    private static @Nullable TenantStatus status(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(TenantStatus.values())
                .filter(status -> status.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.invalid("/status", "status-unknown", "A status is active, suspended or deleted."));
    }

    private static TenantId cursor(String text) {
        try {
            return TenantId.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw Refusal.invalid("/starting_after", "cursor-invalid", "Pass the next_cursor of the page before.");
        }
    }
}
