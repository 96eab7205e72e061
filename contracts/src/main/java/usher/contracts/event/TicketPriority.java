package usher.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How soon a ticket wants to be looked at. */
public enum TicketPriority {
    @JsonProperty("low")
    LOW,
    @JsonProperty("normal")
    NORMAL,
    @JsonProperty("high")
    HIGH,
    @JsonProperty("urgent")
    URGENT
}
