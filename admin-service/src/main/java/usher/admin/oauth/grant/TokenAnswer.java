package usher.admin.oauth.grant;

/** Tokens as RFC 6749 writes them (5.1), in snake case on the wire; {@code expires_in} is in seconds. */
record TokenAnswer(String accessToken, String tokenType, long expiresIn, String refreshToken, String scope) {
    @Override
    public String toString() {
        return "TokenAnswer[" + scope + "]";
    }
}
