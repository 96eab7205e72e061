package usher.chat.guard;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.kit.tenant.TenantCache;
import usher.kit.time.Ids;

/** Whom tenants do not want to hear. Every replica knows of a change within a second. */
@ApplicationScoped
public class Blocks {
    private static final int MOST = 5000;
    private static final String LIST = """
            select * from visitor_block where tenant_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3
            """;
    private static final String IN_FORCE = """
            select visitor_id, range, expires_at from visitor_block
             where tenant_id = $1 and (expires_at is null or expires_at > $2) limit $3
            """;
    private static final String ADD = """
            insert into visitor_block (tenant_id, id, visitor_id, range, reason, blocked_by, created_at, expires_at)
            select $1, $2, $3, $4, $5, $6, $7, $8
             where (select count(*) from visitor_block
                     where tenant_id = $1 and (expires_at is null or expires_at > $7)) < $9
            returning *
            """;
    private static final String DELETE = "delete from visitor_block where tenant_id = $1 and id = $2";

    private final Tenancy tenancy;
    private final Ids ids;
    private final InstantSource clock;
    private final TenantCache<TenantId, InForce> cache;

    Blocks(Tenancy tenancy, Ids ids, InstantSource clock) {
        this.tenancy = tenancy;
        this.ids = ids;
        this.clock = clock;
        this.cache = new TenantCache<>(this::load);
    }

    private record InForce(Set<UUID> visitors, List<AddressRange> ranges) {}

    /** Refuses, in neutral words, whom the tenant does not want to hear. */
    public Uni<Void> requireWelcome(TenantId tenant, @Nullable VisitorId visitor, @Nullable InetAddress address) {
        return cache.get(tenant)
                .invoke(blocked -> {
                    boolean byVisitor = visitor != null && blocked.visitors().contains(visitor.value());
                    boolean byAddress =
                            address != null && blocked.ranges().stream().anyMatch(range -> range.contains(address));
                    if (byVisitor || byAddress) {
                        throw new Refusal("visitor-blocked", 403, "This chat is not available.");
                    }
                })
                .replaceWithVoid();
    }

    Uni<List<Block>> list(TenantId tenant, @Nullable BlockId after, int rows) {
        var arguments = Tuple.of(tenant.value(), after == null ? null : after.value(), rows);
        return query(tenant, LIST, arguments);
    }

    Uni<Block> add(TenantId tenant, CreateBlock wanted, String by) {
        var visitor = wanted.visitor();
        var row = Tuple.tuple()
                .addUUID(tenant.value())
                .addUUID(ids.next())
                .addUUID(visitor == null ? null : visitor.value())
                .addString(wanted.checkedRange())
                .addString(wanted.reason())
                .addString(by)
                .addOffsetDateTime(utc(clock.instant()))
                .addOffsetDateTime(utc(wanted.expiresAt()))
                .addInteger(MOST);
        return query(tenant, ADD, row)
                .map(added -> {
                    if (added.isEmpty()) {
                        throw Refusal.conflict("too-many-blocks", "There are " + MOST + " blocks already.");
                    }
                    return added.getFirst();
                })
                .invoke(() -> cache.forget(tenant));
    }

    Uni<Void> delete(TenantId tenant, BlockId id) {
        return tenancy.sql(
                        tenant,
                        connection -> connection.preparedQuery(DELETE).execute(Tuple.of(tenant.value(), id.value())))
                .invoke(deleted -> {
                    if (deleted.rowCount() == 0) {
                        throw Refusal.notFound();
                    }
                })
                .invoke(() -> cache.forget(tenant))
                .replaceWithVoid();
    }

    private Uni<InForce> load(TenantId tenant) {
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(IN_FORCE)
                        .execute(Tuple.of(tenant.value(), utc(clock.instant()), MOST))
                        .map(rows -> {
                            var all = StreamSupport.stream(rows.spliterator(), false)
                                    .toList();
                            return new InForce(
                                    all.stream()
                                            .filter(row -> row.getUUID("visitor_id") != null)
                                            .map(row -> row.getUUID("visitor_id"))
                                            .collect(Collectors.toSet()),
                                    all.stream()
                                            .filter(row -> row.getString("range") != null)
                                            .map(row -> AddressRange.parse(row.getString("range")))
                                            .toList());
                        }));
    }

    private Uni<List<Block>> query(TenantId tenant, String sql, Tuple arguments) {
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(sql)
                        .execute(arguments)
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(Blocks::read)
                                .toList()));
    }

    private static Block read(Row row) {
        var visitor = row.getUUID("visitor_id");
        var expires = row.getOffsetDateTime("expires_at");
        return new Block(
                new BlockId(row.getUUID("id")),
                visitor == null ? null : new VisitorId(visitor),
                row.getString("range"),
                row.getString("reason"),
                row.getString("blocked_by"),
                row.getOffsetDateTime("created_at").toInstant(),
                expires == null ? null : expires.toInstant());
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
