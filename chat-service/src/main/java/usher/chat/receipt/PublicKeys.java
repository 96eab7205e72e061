package usher.chat.receipt;

import java.util.List;

/** The platform's public keys as a JSON Web Key Set (RFC 7517, RFC 8037), the one in use first. */
public record PublicKeys(List<Key> keys) {
    public record Key(String kty, String crv, String use, String kid, String x) {}

    static PublicKeys of(List<ReceiptKey> keys) {
        return new PublicKeys(keys.stream()
                .map(key -> new Key("OKP", "Ed25519", "sig", key.id(), key.publicKey()))
                .toList());
    }
}
