package usher.chat.model;

/** A model could not answer. {@code code} is stable and shown to clients; the message stays in the logs. */
public final class ModelFailure extends RuntimeException {
    private final String code;

    public ModelFailure(String code, String message) {
        super(message);
        this.code = code;
    }

    public ModelFailure(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
