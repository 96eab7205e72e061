package usher.admin.sealing;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;
import usher.admin.tenant.IdentityKeys;
import usher.contracts.id.TenantId;
import usher.kit.seal.Resealed;
import usher.kit.seal.Resealing;
import usher.kit.seal.Sealer;

/**
 * Seals everything anew. Identity keys come first, tenant by tenant, because other services hold them too: each tenant's are
 * sealed and announced in one transaction.
 */
@ApplicationScoped
class PlatformResealing {
    private static final String STALE = """
            select distinct tenant_id from identity_secret
             where revoked_at is null and substring(decode(sealed_secret, 'base64') from 1 for 5) <> $1
            """;

    private final Pool jobs;
    private final Sealer sealer;
    private final IdentityKeys identityKeys;
    private final Resealing resealing;

    PlatformResealing(
            @ReactiveDataSource("jobs") Pool jobs, Sealer sealer, IdentityKeys identityKeys, Resealing resealing) {
        this.jobs = jobs;
        this.sealer = sealer;
        this.identityKeys = identityKeys;
        this.resealing = resealing;
    }

    Uni<Resealed> run() {
        return stale().onItem()
                .transformToMulti(tenants -> Multi.createFrom().iterable(tenants))
                .onItem()
                .transformToUniAndConcatenate(tenant -> identityKeys.reseal(tenant, sealer))
                .collect()
                .in(() -> new int[1], (sum, resealed) -> sum[0] += resealed)
                .chain(announced -> resealing.run().map(rest -> rest.plus(new Resealed(announced[0], 0))));
    }

    private Uni<List<TenantId>> stale() {
        return jobs.preparedQuery(STALE)
                .execute(Tuple.of(Buffer.buffer(sealer.mark()).getDelegate()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new TenantId(row.getUUID("tenant_id")))
                        .toList());
    }
}
