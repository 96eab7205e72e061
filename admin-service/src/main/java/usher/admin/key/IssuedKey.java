package usher.admin.key;

import java.time.Instant;
import usher.contracts.event.TenantKey;
import usher.contracts.id.KeyId;

/** A key at the moment it is made, the only one at which the text of a secret key is known. */
public record IssuedKey(KeyId id, TenantKey.Kind kind, String key, String prefix, Instant createdAt) {
    @Override
    public String toString() {
        return "IssuedKey[" + id + ", " + prefix + "…]";
    }
}
