package usher.billing.alert;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is watched: a metric; what providers took, in micro-dollars; what the tenant owes for the month, before tax; a wallet. */
enum Kind {
    @JsonProperty("usage")
    USAGE,
    @JsonProperty("cost")
    COST,
    @JsonProperty("charge")
    CHARGE,
    @JsonProperty("wallet")
    WALLET
}
