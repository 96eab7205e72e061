package usher.chat.persona;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;
import usher.kit.tenant.TenantCache;

/** The tenants' personas, newest version first. */
@ApplicationScoped
public class Personas {
    private static final String NEWEST = "select * from persona where tenant_id = $1 order by version desc limit 1";
    private static final String VERSION = "select * from persona where tenant_id = $1 and version = $2";
    private static final String VERSIONS = "select * from persona where tenant_id = $1 order by version desc limit $2";
    /** Two members who publish at once get two versions, because of the lock. */
    private static final String PUBLISH = """
            insert into persona (tenant_id, version, name, instructions, tone, tools)
            select $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5 from persona where tenant_id = $1
            returning *
            """;

    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('persona'), hashtext($1))";

    private final Tenancy tenancy;
    private final TenantCache<TenantId, Persona> cache;

    Personas(Tenancy tenancy) {
        this.tenancy = tenancy;
        this.cache = new TenantCache<>(this::load);
    }

    public Uni<Persona> of(TenantId tenant) {
        return cache.get(tenant);
    }

    /** An earlier or the newest version; versions never change. */
    public Uni<Optional<Persona>> of(TenantId tenant, int version) {
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(VERSION)
                        .execute(Tuple.of(tenant.value(), version))
                        .map(rows -> version == Persona.FIRST.version() || rows.size() == 1
                                ? Optional.of(read(rows))
                                : Optional.empty()));
    }

    /** At most so many versions, newest first; at least the one that every tenant starts with. */
    public Uni<List<Persona>> newest(TenantId tenant, int limit) {
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(VERSIONS)
                        .execute(Tuple.of(tenant.value(), limit))
                        .map(rows -> rows.size() == 0
                                ? List.of(Persona.FIRST)
                                : StreamSupport.stream(rows.spliterator(), false)
                                        .map(Personas::read)
                                        .toList()));
    }

    Uni<Persona> publish(TenantId tenant, PublishPersona wanted) {
        return tenancy.sql(
                        tenant,
                        connection -> connection
                                .preparedQuery(ONE_AT_A_TIME)
                                .execute(Tuple.of(tenant.toString()))
                                .chain(() -> connection.preparedQuery(PUBLISH).execute(published(tenant, wanted)))
                                .map(Personas::read))
                .invoke(() -> cache.forget(tenant));
    }

    private static Tuple published(TenantId tenant, PublishPersona wanted) {
        var tools = wanted.tools();
        return Tuple.tuple()
                .addUUID(tenant.value())
                .addString(wanted.name())
                .addString(wanted.instructions())
                .addString(wanted.tone())
                .addArrayOfString(tools == null ? null : tools.toArray(String[]::new));
    }

    private Uni<Persona> load(TenantId tenant) {
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(NEWEST)
                        .execute(Tuple.of(tenant.value()))
                        .map(Personas::read));
    }

    private static Persona read(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Persona.FIRST;
        }
        return read(rows.iterator().next());
    }

    private static Persona read(Row row) {
        var tools = row.getArrayOfStrings("tools");
        return new Persona(
                row.getInteger("version"),
                row.getString("name"),
                row.getString("instructions"),
                row.getString("tone"),
                tools == null ? null : List.of(tools),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
