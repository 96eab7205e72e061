package usher.admin.sealing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import usher.kit.seal.SealedColumn;

/** What admin-service keeps sealed; a table that keeps something sealed is added here. */
@ApplicationScoped
class SealedColumns implements SealedColumn.Known {
    @Override
    public List<SealedColumn> columns() {
        return List.of(
                SealedColumn.ofPlatform("signing_key", "sealed_private_jwk"),
                // Those in use are announced with it: see PlatformResealing.
                SealedColumn.ofTenants("identity_secret", "sealed_secret").only("revoked_at is not null"),
                SealedColumn.ofTenants("webhook_endpoint", "sealed_secret"),
                SealedColumn.ofTenants("webhook_endpoint", "sealed_former_secret"));
    }
}
