package usher.chat.conversation.export;

import java.util.Locale;

/** What an export can be written as. */
public enum Format {
    JSON("application/json"),
    TXT("text/plain;charset=UTF-8"),
    PDF("application/pdf");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    /** For query parameters; anything else is no value of this kind. */
    public static Format fromString(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    String mediaType() {
        return mediaType;
    }

    String extension() {
        return name().toLowerCase(Locale.ROOT);
    }
}
