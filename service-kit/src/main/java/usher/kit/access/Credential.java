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
    /** An access token that admin-service gave to a program which a member lets act for the tenant (OAuth), within scopes. */
    DELEGATE,
    /** A 60-second token that one service makes for another. */
    SERVICE
}
