package usher.contracts.event;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** What an event says. Each record is one version of one type. */
public sealed interface EventData
        permits TenantChanged,
                EntitlementsChanged,
                ToolsChanged,
                UsageRecorded,
                ActivityRecorded,
                NoticeRaised,
                VisitorEntitled,
                TicketRequested {
    /** The CloudEvents type, for example {@code usher.usage.recorded.v1}. */
    @JsonIgnore
    String type();

    @JsonIgnore
    Topic topic();

    /** What this is the latest snapshot of within its tenant; empty when that is the tenant itself. */
    @JsonIgnore
    default String part() {
        return "";
    }
}
