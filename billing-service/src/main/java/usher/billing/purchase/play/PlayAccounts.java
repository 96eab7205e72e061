package usher.billing.purchase.play;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.seal.Sealer;
import usher.kit.tenant.Tenancy;

/** Tenants' accounts with Google Play; keys are sealed. */
@ApplicationScoped
public class PlayAccounts {
    private static final String FIND = "select * from play_account where tenant_id = $1";
    private static final String PUSHED =
            "select tenant_id from play_account where package_name = $1 and push_email = $2 and push_audience = $3";
    private static final String STORE = """
            insert into play_account (tenant_id, package_name, service_account, client_email, push_email, push_audience, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (tenant_id) do update
               set package_name = excluded.package_name, service_account = excluded.service_account,
                   client_email = excluded.client_email, push_email = excluded.push_email,
                   push_audience = excluded.push_audience, updated_at = excluded.updated_at
            returning *
            """;
    private static final String DROP = "delete from play_account where tenant_id = $1";

    private final Tenancy tenancy;
    private final Sealer sealer;
    private final Pool jobs;
    private final InstantSource clock;

    PlayAccounts(Tenancy tenancy, Sealer sealer, @ReactiveDataSource("jobs") Pool jobs, InstantSource clock) {
        this.tenancy = tenancy;
        this.sealer = sealer;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Refused with 409 {@code google-play-not-configured} for a tenant that has none. */
    public Uni<PlayAccount> of(TenantId tenant) {
        return rows(tenant, FIND, Tuple.of(tenant.value()))
                .map(rows -> first(rows)
                        .map(row -> opened(tenant, row))
                        .orElseThrow(() -> Refusal.conflict(
                                "google-play-not-configured", "This account sells nothing in Google Play.")));
    }

    /** Whose app a push is about that came from that account for that audience. */
    public Uni<List<TenantId>> pushed(String packageName, PushTokens.Push push) {
        return jobs.preparedQuery(PUSHED)
                .execute(Tuple.of(packageName, push.email(), push.audience()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new TenantId(row.getUUID("tenant_id")))
                        .toList());
    }

    Uni<PlayAccountView> view(TenantId tenant) {
        return rows(tenant, FIND, Tuple.of(tenant.value()))
                .map(rows -> first(rows).map(PlayAccounts::shown).orElseThrow(Refusal::notFound));
    }

    Uni<PlayAccountView> store(TenantId tenant, ChangePlayAccount wanted) {
        var account = ServiceAccount.of(wanted.serviceAccount());
        var push = wanted.push();
        var row = Tuple.tuple()
                .addUUID(tenant.value())
                .addString(wanted.packageName())
                .addString(sealer.seal(tenant, account.json()))
                .addString(account.email())
                .addString(push == null ? null : push.email())
                .addString(push == null ? null : push.audience())
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC));
        return rows(tenant, STORE, row).map(rows -> shown(rows.iterator().next()));
    }

    Uni<Void> drop(TenantId tenant) {
        return rows(tenant, DROP, Tuple.of(tenant.value()))
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw Refusal.notFound();
                    }
                })
                .replaceWithVoid();
    }

    private Uni<RowSet<Row>> rows(TenantId tenant, String sql, Tuple arguments) {
        return tenancy.sql(tenant, connection -> connection.preparedQuery(sql).execute(arguments));
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }

    private PlayAccount opened(TenantId tenant, Row row) {
        var account = ServiceAccount.read(sealer.open(tenant, row.getString("service_account")));
        return new PlayAccount(tenant, row.getString("package_name"), account);
    }

    private static PlayAccountView shown(Row row) {
        var email = row.getString("push_email");
        return new PlayAccountView(
                row.getString("package_name"),
                row.getString("client_email"),
                email == null ? null : new ChangePlayAccount.Push(email, row.getString("push_audience")),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
