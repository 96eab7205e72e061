package usher.chat.understanding;

import io.smallrye.mutiny.Uni;
import usher.contracts.id.TenantId;

/** Which classifier understands a tenant's messages. */
public interface Classifiers {
    Uni<Classifier> of(TenantId tenant);
}
