package usher.admin.member;

import io.quarkus.panache.common.Parameters;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;
import usher.kit.page.PageRequest;
import usher.kit.problem.Refusal;

/** Which members a list shows, as a condition of a query: newest first, after the cursor. */
record MemberFilter(
        @Nullable TenantId tenant,
        @Nullable MemberStatus status,
        @Nullable String text,
        @Nullable MemberId after) {
    static MemberFilter of(
            @Nullable TenantId tenant, @Nullable String status, @Nullable String text, PageRequest page) {
        var after = page.startingAfter();
        return new MemberFilter(tenant, status(status), text, after == null ? null : cursor(after));
    }

    String condition() {
        return (tenant == null ? "" : "tenantId = :tenant and ")
                + (status == null ? "" : "status = :status and ")
                + (text == null ? "" : "(lower(name) like :text escape '\\' or email like :text escape '\\') and ")
                + (after == null ? "" : "id < :after and ")
                + "1 = 1 order by id desc";
    }

    Parameters parameters() {
        var parameters = new Parameters();
        if (tenant != null) {
            parameters.and("tenant", tenant.value());
        }
        if (status != null) {
            parameters.and("status", status);
        }
        if (text != null) {
            var literal = text.strip().toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1");
            parameters.and("text", "%" + literal + "%");
        }
        return after == null ? parameters : parameters.and("after", after.value());
    }

    private static @Nullable MemberStatus status(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(MemberStatus.values())
                .filter(status -> status.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.invalid("/status", "status-unknown", "A status is active, suspended or deleted."));
    }

    private static MemberId cursor(String text) {
        try {
            return MemberId.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw Refusal.invalid("/starting_after", "cursor-invalid", "Pass the next_cursor of the page before.");
        }
    }
}
