package usher.kit.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import usher.kit.seal.SealedColumn;

/** First answers are sealed for whoever got them. */
@ApplicationScoped
class SealedAnswers implements SealedColumn.Known {
    @Override
    public List<SealedColumn> columns() {
        return List.of(SealedColumn.ofTenants("idempotency", "body"));
    }
}
