package usher.chat.understanding;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What somebody who writes wants. */
public enum Intent {
    @JsonProperty("question")
    QUESTION,
    @JsonProperty("order_status")
    ORDER_STATUS,
    @JsonProperty("return_refund")
    RETURN_REFUND,
    @JsonProperty("booking")
    BOOKING,
    @JsonProperty("cancel")
    CANCEL,
    @JsonProperty("complaint")
    COMPLAINT,
    @JsonProperty("human_handoff")
    HUMAN_HANDOFF,
    @JsonProperty("greeting")
    GREETING,
    @JsonProperty("thanks")
    THANKS,
    @JsonProperty("other")
    OTHER;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
