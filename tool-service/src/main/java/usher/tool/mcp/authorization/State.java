package usher.tool.mcp.authorization;

import java.util.Optional;
import usher.contracts.id.TenantId;

/**
 * What goes to the authorization server and comes back with the answer. It names the tenant, so that row-level security holds for
 * looking it up; a state under another tenant's name is simply not there.
 */
record State(TenantId tenant, String secret) {
    private static final int LONGEST = 200;
    private static final int COOKIE_DIGITS = 16;

    static State of(TenantId tenant) {
        return new State(tenant, OneTime.text());
    }

    static Optional<State> parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(new State(TenantId.fromString(text.substring(0, dot)), text.substring(dot + 1)));
        } catch (IllegalArgumentException noTenant) {
            return Optional.empty();
        }
    }

    String text() {
        return tenant + "." + secret;
    }

    String hash() {
        return OneTime.hash(text());
    }

    /** The cookie that ties it to a browser; one for each, so that two windows do not disturb one another. */
    String cookie() {
        return "usher_authorization_" + hash().substring(0, COOKIE_DIGITS);
    }

    @Override
    public String toString() {
        return "State[" + tenant + "]";
    }
}
