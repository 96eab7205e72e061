package usher.chat.sealing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import usher.kit.seal.SealedColumn;

/** What chat-service keeps sealed; a table that keeps something sealed is added here. */
@ApplicationScoped
class SealedColumns implements SealedColumn.Known {
    @Override
    public List<SealedColumn> columns() {
        return List.of(SealedColumn.ofTenants("model_choice", "sealed_key"));
    }
}
