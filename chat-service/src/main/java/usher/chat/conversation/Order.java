package usher.chat.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which way a history is read: {@code asc} from the oldest message on, {@code desc} back from the newest. */
public enum Order {
    @JsonProperty("asc")
    ASC,
    @JsonProperty("desc")
    DESC;

    /** For query parameters; anything else is no value of this kind. */
    public static Order fromString(String text) {
        return switch (text) {
            case "asc" -> ASC;
            case "desc" -> DESC;
            default -> throw new IllegalArgumentException("asc or desc");
        };
    }
}
