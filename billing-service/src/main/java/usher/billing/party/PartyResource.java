package usher.billing.party;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.kit.tenant.TenantSnapshots;

/** Who sends invoices and who receives them. */
@Path("/api/v1/billing")
public class PartyResource {
    private static final String PROFILE = "select * from billing_profile where tenant_id = $1";
    private static final String STORE = """
            insert into billing_profile (tenant_id, legal_name, address, country, tax_id, email, updated_at) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (tenant_id) do update set legal_name = excluded.legal_name, address = excluded.address, country = excluded.country,
                tax_id = excluded.tax_id, email = excluded.email, updated_at = excluded.updated_at""";

    private final Tenancy tenancy;
    private final Pool pool;
    private final Sellers sellers;
    private final TenantSnapshots tenants;
    private final CurrentCaller caller;
    private final InstantSource clock;

    PartyResource(
            Tenancy tenancy,
            Pool pool,
            Sellers sellers,
            TenantSnapshots tenants,
            CurrentCaller caller,
            InstantSource clock) {
        this.tenancy = tenancy;
        this.pool = pool;
        this.sellers = sellers;
        this.tenants = tenants;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Path("/profile")
    @Operation(summary = "To whom a tenant's invoices are addressed", description = "404 until it was entered.")
    @Accepts(value = Credential.MEMBER, role = Role.ANALYST)
    public Uni<Profile> profile(@QueryParam("tenant") @Nullable TenantId tenant) {
        var whose = caller.tenant(tenant);
        return tenancy.sql(
                        whose, connection -> connection.preparedQuery(PROFILE).execute(Tuple.of(whose.value())))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw Refusal.notFound();
                    }
                    var row = rows.iterator().next();
                    return new Profile(
                            row.getString("legal_name"),
                            row.getString("address"),
                            row.getString("country"),
                            row.getString("tax_id"),
                            row.getString("email"));
                });
    }

    @PUT
    @Path("/profile")
    @Operation(
            summary = "Say to whom invoices are addressed",
            description =
                    "It counts from the next invoice on. With a tax id in another country than the seller's, no tax is added.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    public Uni<Profile> address(@QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid Profile profile) {
        var whose = caller.tenant(tenant);
        var row = Tuple.tuple()
                .addUUID(whose.value())
                .addString(profile.legalName())
                .addString(profile.address())
                .addString(profile.country())
                .addString(profile.taxId())
                .addString(profile.email())
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC));
        return tenants.find(whose)
                .onItem()
                .ifNull()
                .failWith(Refusal::notFound)
                .chain(() -> tenancy.sql(
                        whose, connection -> connection.preparedQuery(STORE).execute(row)))
                .replaceWith(profile);
    }

    @GET
    @Path("/seller")
    @Operation(summary = "Who sends the invoices")
    @Accepts(value = Credential.MEMBER, role = Role.ANALYST, platform = true)
    public Uni<ChangeSeller> seller() {
        return pool.withConnection(sellers::get).map(ChangeSeller::of);
    }

    @PUT
    @Path("/seller")
    @Operation(summary = "Change who sends the invoices", description = "Numbers go on where they are.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    public Uni<ChangeSeller> sell(@NotNull @Valid ChangeSeller seller) {
        return pool.withTransaction(connection -> sellers.put(connection, seller.seller()))
                .replaceWith(seller);
    }
}
