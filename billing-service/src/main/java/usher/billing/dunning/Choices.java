package usher.billing.dunning;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.ZoneOffset;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;

/** What tenants have chosen, as it is stored. */
@ApplicationScoped
class Choices {
    private static final String GET = "select automatic, wallet_first from collection_choice where tenant_id = $1";
    private static final String PUT = """
            insert into collection_choice (tenant_id, automatic, wallet_first, updated_at) values ($1, $2, $3, $4)
            on conflict (tenant_id) do update set automatic = excluded.automatic, wallet_first = excluded.wallet_first,
                updated_at = excluded.updated_at""";

    private final Tenancy tenancy;
    private final InstantSource clock;

    Choices(Tenancy tenancy, InstantSource clock) {
        this.tenancy = tenancy;
        this.clock = clock;
    }

    Uni<Choice> get(TenantId tenant) {
        return tenancy.sql(tenant, connection -> get(connection, tenant));
    }

    Uni<Choice> get(SqlConnection connection, TenantId tenant) {
        return connection.preparedQuery(GET).execute(Tuple.of(tenant.value())).map(rows -> {
            if (rows.size() == 0) {
                return Choice.USUAL;
            }
            var row = rows.iterator().next();
            return new Choice(row.getBoolean("automatic"), row.getBoolean("wallet_first"));
        });
    }

    Uni<Choice> put(TenantId tenant, Choice choice) {
        var row = Tuple.of(
                tenant.value(),
                choice.automatic(),
                choice.walletFirst(),
                clock.instant().atOffset(ZoneOffset.UTC));
        return tenancy.sql(tenant, connection -> connection.preparedQuery(PUT).execute(row))
                .replaceWith(choice);
    }
}
