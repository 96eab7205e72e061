package usher.billing.sealing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import usher.kit.seal.SealedColumn;

/** What billing-service keeps sealed; a table that keeps something sealed is added here. */
@ApplicationScoped
class SealedColumns implements SealedColumn.Known {
    @Override
    public List<SealedColumn> columns() {
        return List.of(
                SealedColumn.ofPlatform("payment_provider", "settings"),
                SealedColumn.ofTenants("play_account", "service_account"),
                SealedColumn.ofTenants("purchase", "token"));
    }
}
