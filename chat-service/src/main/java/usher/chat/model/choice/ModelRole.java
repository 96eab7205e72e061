package usher.chat.model.choice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What a model is there for. {@code answer} speaks to visitors; {@code cheap} takes simple questions; {@code classify},
 * {@code embed} and {@code judge} read; {@code backup} follows when {@code answer} is down; {@code challenger} is compared with it.
 */
public enum ModelRole {
    ANSWER,
    CHEAP,
    CLASSIFY,
    EMBED,
    JUDGE,
    BACKUP,
    CHALLENGER;

    @JsonCreator
    public static ModelRole fromString(String text) {
        for (var role : values()) {
            if (role.text().equals(text)) {
                return role;
            }
        }
        throw new IllegalArgumentException("There is no such role");
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a tenant without a choice has {@code local} here; the others are optional. */
    boolean localByDefault() {
        return switch (this) {
            case ANSWER, CLASSIFY, EMBED, JUDGE -> true;
            case CHEAP, BACKUP, CHALLENGER -> false;
        };
    }
}
