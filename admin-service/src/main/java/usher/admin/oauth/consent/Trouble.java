package usher.admin.oauth.consent;

/** What a member may be told. The sentence to each stands in {@link Words}. */
enum Trouble {
    UNKNOWN_CLIENT,
    WRONG_ADDRESS,
    MALFORMED,
    ASKED_WRONGLY,
    FOREIGN_PAGE,
    WRONG_PASSWORD,
    TOO_MANY_ATTEMPTS,
    PASSWORD_SHORT,
    PASSWORD_UNCHANGED,
    SIGN_IN_AGAIN,
    NO_TENANT,
    ROLE_TOO_LOW,
    TENANT_AWAY,
    NOTHING_CHOSEN
}
