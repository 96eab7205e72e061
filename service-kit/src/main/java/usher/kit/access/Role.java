package usher.kit.access;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a member may do, each including the one before: look, change content, manage people and money. */
public enum Role {
    @JsonProperty("analyst")
    ANALYST,
    @JsonProperty("editor")
    EDITOR,
    @JsonProperty("admin")
    ADMIN;

    public boolean atLeast(Role needed) {
        return compareTo(needed) >= 0;
    }

    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public static Role of(String text) {
        return valueOf(text.toUpperCase(java.util.Locale.ROOT));
    }
}
