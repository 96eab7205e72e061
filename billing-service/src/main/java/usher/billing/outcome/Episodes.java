package usher.billing.outcome;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.EpisodeId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/** The episodes of one tenant. */
@ApplicationScoped
class Episodes {
    private static final String PAGE = """
            select * from episode
            where tenant_id = $1 and ($2::uuid is null or id < $2)
                and ($4::text is null or state = $4) and ($5::uuid is null or conversation_id = $5)
                and ($6::timestamptz is null or began_at >= $6) and ($7::timestamptz is null or began_at < $7)
            order by id desc limit $3""";
    private static final String FIND = "select * from episode where tenant_id = $1 and id = $2";
    private static final String MOVES =
            "select * from episode_move where tenant_id = $1 and episode_id = $2 order by seq desc limit 1000";

    private final Tenancy tenancy;
    private final EpisodeRows rows;

    Episodes(Tenancy tenancy, EpisodeRows rows) {
        this.tenancy = tenancy;
        this.rows = rows;
    }

    /** Those after the given one, the newest first. */
    Uni<List<EpisodeView>> page(TenantId tenant, EpisodeFilter filter, @Nullable EpisodeId after, int limit) {
        var which = Tuple.of(tenant.value(), after == null ? null : after.value(), limit, filter.state())
                .addUUID(filter.conversation())
                .addOffsetDateTime(filter.since())
                .addOffsetDateTime(filter.until());
        return tenancy.sql(tenant, connection -> connection.preparedQuery(PAGE).execute(which))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(rows::episode)
                        .toList());
    }

    /** With its history, and the moves that it made in the ledger, the latest first. */
    Uni<EpisodeView> find(TenantId tenant, EpisodeId id) {
        return tenancy.sql(tenant, connection -> find(connection, tenant, id));
    }

    private Uni<EpisodeView> find(SqlConnection connection, TenantId tenant, EpisodeId id) {
        var which = Tuple.of(tenant.value(), id.value());
        return connection.preparedQuery(FIND).execute(which).chain(found -> {
            if (found.size() == 0) {
                throw Refusal.notFound();
            }
            var row = found.iterator().next();
            return connection
                    .preparedQuery(MOVES)
                    .execute(which)
                    .map(moves -> rows.episode(row)
                            .with(
                                    rows.history(row),
                                    StreamSupport.stream(moves.spliterator(), false)
                                            .map(rows::move)
                                            .toList()));
        });
    }
}
