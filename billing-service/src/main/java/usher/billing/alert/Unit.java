package usher.billing.alert;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Of what a threshold is a number: per cent of the limit, or the thing itself. */
enum Unit {
    @JsonProperty("percent")
    PERCENT,
    @JsonProperty("amount")
    AMOUNT
}
