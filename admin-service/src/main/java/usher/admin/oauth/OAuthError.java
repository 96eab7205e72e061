package usher.admin.oauth;

import java.util.LinkedHashMap;
import java.util.Map;

/** A no as OAuth writes it (RFC 6749, 5.2; RFC 7591, 3.2.2); an answer and no accident, so without a stack. */
public final class OAuthError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;
    private final long retryAfter;

    private OAuthError(int status, String error, String sentence, long retryAfter) {
        super(sentence, null, false, false);
        this.status = status;
        this.error = error;
        this.retryAfter = retryAfter;
    }

    public OAuthError(String error, String sentence) {
        this(400, error, sentence, 0);
    }

    public static OAuthError invalidRequest(String sentence) {
        return new OAuthError("invalid_request", sentence);
    }

    public static OAuthError invalidGrant(String sentence) {
        return new OAuthError("invalid_grant", sentence);
    }

    /** Programs that hear this register anew. */
    public static OAuthError invalidClient() {
        return new OAuthError(401, "invalid_client", "There is no such client. Register it first.", 0);
    }

    public static OAuthError tooMany(long seconds) {
        return new OAuthError(
                429, "temporarily_unavailable", "There were too many of these. Try again later.", seconds);
    }

    public String error() {
        return error;
    }

    int status() {
        return status;
    }

    /** Seconds; 0 where asking again is of no use. */
    long retryAfter() {
        return retryAfter;
    }

    Map<String, String> body() {
        var body = new LinkedHashMap<String, String>();
        body.put("error", error);
        body.put("error_description", String.valueOf(getMessage()));
        return body;
    }
}
