package usher.kit.access;

/** The kinds of callers. See the credentials of the API documentation. */
public enum Credential {
    /** No credential is needed, and one that comes along is ignored. */
    ANYONE,
    /** {@code pk_…}: stands in a page, good only from the tenant's origins. */
    PUBLISHABLE_KEY,
    /** {@code sk_…}: the tenant's own server. */
    SECRET_KEY,
    /** A visitor's token, issued by chat-service for a publishable key. */
    VISITOR,
    /** A member's access token, issued by admin-service at login. */
    MEMBER,
    /** A 60-second token that one service makes for another. */
    SERVICE
}
