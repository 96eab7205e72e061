package usher.billing.wallet;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.contracts.id.WalletId;
import usher.kit.problem.Refusal;
import usher.kit.time.Ids;

/** Moves the money of wallets within a transaction of somebody else's, so that it moves with what it is for or not at all. */
@ApplicationScoped
public class Till {
    private static final int USUAL_PRIORITY = 50;
    private static final String OPEN = """
            insert into wallet (tenant_id, id, visitor_id, currency, created_at, updated_at) values ($1, $2, null, $3, $4, $4)
            on conflict (tenant_id, visitor_id, currency) do nothing""";
    private static final String OWN =
            "select id from wallet where tenant_id = $1 and visitor_id is null and currency = $2";
    private static final String CURRENCY = "select currency from wallet where tenant_id = $1 and id = $2";
    private static final String MOVE = "select * from wallet_move($1, $2)";

    private final Ids ids;
    private final InstantSource clock;

    Till(Ids ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** {@code REPEATED}: this was done before under the same reference; {@code SHORT}: there is not enough, and nothing was done. */
    public enum Outcome {
        DONE,
        REPEATED,
        SHORT
    }

    /** {@code reference} is what makes it once. */
    public record Movement(WalletId wallet, long amountMinor, String reference, String description, String actor) {
        Movement of(long amount) {
            return new Movement(wallet, amount, reference, description, actor);
        }
    }

    /** The tenant's own wallet in a currency, opened if there is none. */
    public Uni<WalletId> own(SqlConnection connection, TenantId tenant, String currency) {
        return connection
                .preparedQuery(OPEN)
                .execute(Tuple.of(tenant.value(), ids.next(), currency, now()))
                .chain(() -> connection.preparedQuery(OWN).execute(Tuple.of(tenant.value(), currency)))
                .map(rows -> new WalletId(rows.iterator().next().getUUID("id")));
    }

    /** As above, but nothing where there is none. */
    public Uni<@Nullable WalletId> ownIfAny(SqlConnection connection, TenantId tenant, String currency) {
        return connection
                .preparedQuery(OWN)
                .execute(Tuple.of(tenant.value(), currency))
                .map(rows -> rows.size() == 0
                        ? null
                        : new WalletId(rows.iterator().next().getUUID("id")));
    }

    /** 404 for a wallet that the tenant does not have. */
    public Uni<String> currency(SqlConnection connection, TenantId tenant, WalletId wallet) {
        return connection
                .preparedQuery(CURRENCY)
                .execute(Tuple.of(tenant.value(), wallet.value()))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw Refusal.notFound();
                    }
                    return rows.iterator().next().getString("currency");
                });
    }

    /** Money that was received. */
    public Uni<Outcome> payIn(SqlConnection connection, TenantId tenant, Movement movement) {
        return move(connection, tenant, "purchase", movement);
    }

    /** Money on its way back to who paid it. */
    public Uni<Outcome> payOut(SqlConnection connection, TenantId tenant, Movement movement) {
        return move(connection, tenant, "refund", movement);
    }

    /** Money that has gone already, as far as it is here; how much of it was. */
    public Uni<Long> payOutUpTo(SqlConnection connection, TenantId tenant, Movement movement) {
        return act(connection, tenant, "refund", movement).chain(moved -> {
            if (moved.outcome() != Outcome.SHORT) {
                return Uni.createFrom().item(movement.amountMinor());
            }
            long left = moved.balanceMinor();
            return left <= 0
                    ? Uni.createFrom().item(0L)
                    : act(connection, tenant, "refund", movement.of(left)).replaceWith(left);
        });
    }

    /** Money for something that was sold. */
    public Uni<Outcome> spend(SqlConnection connection, TenantId tenant, Movement movement) {
        return move(connection, tenant, "spending", movement);
    }

    private Uni<Outcome> move(SqlConnection connection, TenantId tenant, String kind, Movement movement) {
        return act(connection, tenant, kind, movement).map(Moved::outcome);
    }

    /** {@code balanceMinor} is what is left for such an act. */
    private record Moved(Outcome outcome, long balanceMinor) {
        static Moved of(Row row) {
            var outcome = switch (row.getString("outcome")) {
                case "done" -> Outcome.DONE;
                case "repeated" -> Outcome.REPEATED;
                case "short" -> Outcome.SHORT;
                default -> throw Refusal.notFound();
            };
            return new Moved(outcome, row.getLong("balance"));
        }
    }

    private Uni<Moved> act(SqlConnection connection, TenantId tenant, String kind, Movement movement) {
        var act = new JsonObject()
                .put("kind", kind)
                .put("amount", movement.amountMinor())
                .put("reference", movement.reference())
                .put("description", movement.description())
                .put("priority", USUAL_PRIORITY)
                .put("tenant", tenant.value().toString())
                .put("wallet", movement.wallet().value().toString())
                .put("transaction", ids.next().toString())
                .put("credit", ids.next().toString())
                .put("actor", movement.actor());
        return connection
                .preparedQuery(MOVE)
                .execute(Tuple.of(act, now()))
                .map(rows -> Moved.of(rows.iterator().next()));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
