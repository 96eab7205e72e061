package usher.admin.key;

/**
 * An identity key at the moment it is made. The tenant's server signs HS256 with the bytes of {@code secret} as it
 * stands here (UTF-8, nothing to decode) and names {@code kid} in the token's header.
 */
public record IssuedIdentityKey(String kid, String alg, String secret) {
    @Override
    public String toString() {
        return "IssuedIdentityKey[" + kid + "]";
    }
}
