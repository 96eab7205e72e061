package usher.kit.access;

/**
 * A place that programs are let into by tokens which were made for it (OAuth; RFC 9728).
 *
 * @param issuer who makes the tokens: the address of the whole platform, without a slash at its end
 * @param path where the resource is below it, for example {@code /mcp}
 */
public record ProtectedResource(String issuer, String path) {
    public ProtectedResource {
        issuer = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    }

    /** What tokens for it have as their audience. */
    public String address() {
        return issuer + path;
    }

    /** Where it says so itself. */
    public String metadata() {
        return issuer + "/.well-known/oauth-protected-resource" + path;
    }
}
