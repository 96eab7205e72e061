package usher.tool.mcp.authorization;

/** How an authorization ended, as its member is told: a status, a stable code, and a sentence in which nothing of anybody else's stands. */
enum Ending {
    CONNECTED(200, "connected", "The server is connected. You can close this window."),
    UNKNOWN(
            400,
            "state-unknown",
            "This authorization is not known here: it was used already, it took too long, or it was begun in another browser."
                    + " Begin it again."),
    ISSUER_MISMATCH(
            400, "issuer-mismatch", "This answer came from another server than the one that was asked. Begin again."),
    DENIED(400, "authorization-denied", "The server did not grant it. Nothing was changed here."),
    REFUSED(502, "code-refused", "The server granted it, but did not take its own code. Begin again."),
    UNAVAILABLE(502, "authorization-server-unreachable", "The server could not be asked for a token. Begin again."),
    CHANGED(409, "integration-changed", "The integration was changed meanwhile. Begin again.");

    private final int status;
    private final String code;
    private final String sentence;

    Ending(int status, String code, String sentence) {
        this.status = status;
        this.code = code;
        this.sentence = sentence;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String sentence() {
        return sentence;
    }
}
