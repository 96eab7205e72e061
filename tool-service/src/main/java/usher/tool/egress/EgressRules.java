package usher.tool.egress;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.EgressRuleId;
import usher.contracts.id.TenantId;
import usher.kit.egress.AllowList;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.kit.tenant.TenantCache;
import usher.kit.time.Ids;

/** Keeps the lists of hosts. A rule can only narrow what the platform allows: it opens no port and no private address. */
@ApplicationScoped
class EgressRules implements AllowList {
    private static final int MOST = 100;
    private static final String ALL = "select host from egress_rule where tenant_id = $1 limit $2";
    private static final String PAGE = """
        select id, host, created_at from egress_rule
         where tenant_id = $1 and ($2::uuid is null or id > $2) order by id limit $3
        """;
    private static final String ADD = """
        insert into egress_rule (tenant_id, id, host, created_at) values ($1, $2, $3, $4)
        on conflict (tenant_id, host) do nothing returning id, host, created_at
        """;
    private static final String COUNT = "select count(*) from egress_rule where tenant_id = $1";
    private static final String REMOVE = "delete from egress_rule where tenant_id = $1 and id = $2";

    private final Tenancy tenancy;
    private final Ids ids;
    private final InstantSource clock;
    private final TenantCache<TenantId, List<HostRule>> rules = new TenantCache<>(this::load);

    EgressRules(Tenancy tenancy, Ids ids, InstantSource clock) {
        this.tenancy = tenancy;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Uni<Boolean> allows(TenantId tenant, String host) {
        return rules.get(tenant).map(list -> list.isEmpty() || list.stream().anyMatch(rule -> rule.covers(host)));
    }

    Uni<List<EgressRuleView>> page(TenantId tenant, @Nullable EgressRuleId after, int rows) {
        var from = Tuple.of(tenant.value(), after == null ? null : after.value(), rows);
        return tenancy.sql(tenant, connection -> connection.preparedQuery(PAGE).execute(from))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(EgressRules::view)
                        .toList());
    }

    Uni<EgressRuleView> add(TenantId tenant, HostRule rule) {
        return tenancy.sql(
                        tenant,
                        connection -> refuseTooMany(connection, tenant).chain(() -> insert(connection, tenant, rule)))
                .invoke(() -> rules.forget(tenant));
    }

    Uni<Void> remove(TenantId tenant, EgressRuleId rule) {
        return tenancy.sql(
                        tenant,
                        connection -> connection.preparedQuery(REMOVE).execute(Tuple.of(tenant.value(), rule.value())))
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw Refusal.notFound();
                    }
                    rules.forget(tenant);
                })
                .replaceWithVoid();
    }

    private Uni<List<HostRule>> load(TenantId tenant) {
        return tenancy.sql(tenant, connection -> connection.preparedQuery(ALL).execute(Tuple.of(tenant.value(), MOST)))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(row -> new HostRule(row.getString("host")))
                        .toList());
    }

    private static Uni<Void> refuseTooMany(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(COUNT)
                .execute(Tuple.of(tenant.value()))
                .invoke(rows -> {
                    if (rows.iterator().next().getLong(0) >= MOST) {
                        throw Refusal.conflict("too-many-rules", "A list has at most 100 hosts.");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<EgressRuleView> insert(SqlConnection connection, TenantId tenant, HostRule rule) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        return connection
                .preparedQuery(ADD)
                .execute(Tuple.of(tenant.value(), ids.next(), rule.text(), now))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw Refusal.conflict("host-listed", "This host is on the list.");
                    }
                    return view(rows.iterator().next());
                });
    }

    private static EgressRuleView view(Row row) {
        return new EgressRuleView(
                new EgressRuleId(row.getUUID("id")),
                row.getString("host"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
