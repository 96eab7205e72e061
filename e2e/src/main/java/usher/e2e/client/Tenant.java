package usher.e2e.client;

/** A tenant with what was shown once when it was made. */
public record Tenant(
        String id,
        String name,
        String origin,
        String publishableKey,
        String secretKey,
        String identityKid,
        String identitySecret) {

    /** {@code ?tenant=…}, as every operation of a platform member about a tenant takes it. */
    public String query() {
        return "?tenant=" + id;
    }

    @Override
    public String toString() {
        return "Tenant[" + id + " " + name + "]";
    }
}
