package usher.billing.wallet;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.Id;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.contracts.id.WalletCreditId;
import usher.contracts.id.WalletId;
import usher.contracts.id.WalletTransactionId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;

/** Wallets as they are stored. What moves money is one SQL function, which holds the wallet, so that no two spend the same. */
@ApplicationScoped
class Wallets {
    private static final String WALLET =
            "select id, visitor_id, currency, balance_minor, created_at, updated_at from wallet where tenant_id = $1";
    private static final String FIND = WALLET + " and id = $2";
    private static final String PAGE = WALLET
            + " and ($2::uuid is null or visitor_id = $2) and ($3::uuid is null or id > $3) order by id limit $4";
    private static final String OPEN = """
            insert into wallet (tenant_id, id, visitor_id, currency, created_at, updated_at) values ($1, $2, $3, $4, $5, $5)
            on conflict (tenant_id, visitor_id, currency) do nothing
            returning id, visitor_id, currency, balance_minor, created_at, updated_at
            """;
    private static final String CREDITS = """
            select id, priority, granted_minor, left_minor, expires_at, created_at from wallet_credit
             where tenant_id = $1 and wallet_id = $2 and ($3::uuid is null or id < $3) order by id desc limit $4
            """;
    private static final String TRANSACTIONS = """
            select id, kind, amount_minor, currency, reference, description, actor, returns, created_at from wallet_transaction
             where tenant_id = $1 and wallet_id = $2 and ($3::uuid is null or id < $3) order by id desc limit $4
            """;
    private static final String MOVE = "select * from wallet_move($1, $2)";
    private static final String SPENT = "select reference from wallet_transaction where tenant_id = $1 and id = $2";

    private final Tenancy tenancy;
    private final Ids ids;
    private final InstantSource clock;

    Wallets(Tenancy tenancy, Ids ids, InstantSource clock) {
        this.tenancy = tenancy;
        this.ids = ids;
        this.clock = clock;
    }

    Uni<WalletView> open(TenantId tenant, OpenWallet wanted) {
        var row = Tuple.of(
                tenant.value(),
                ids.next(),
                value(wanted.visitor()),
                wanted.known().getCurrencyCode(),
                now());
        return tenancy.sql(tenant, connection -> connection.preparedQuery(OPEN).execute(row))
                .map(opened -> {
                    if (opened.size() == 0) {
                        throw Refusal.conflict("wallet-exists", "There is a wallet of this owner in this currency.");
                    }
                    return wallet(opened.iterator().next());
                });
    }

    Uni<WalletView> get(TenantId tenant, WalletId id) {
        return list(tenant, FIND, Tuple.of(tenant.value(), id.value()), Wallets::wallet)
                .map(found -> {
                    if (found.isEmpty()) {
                        throw Refusal.notFound();
                    }
                    return found.getFirst();
                });
    }

    Uni<List<WalletView>> page(TenantId tenant, @Nullable VisitorId visitor, @Nullable WalletId after, int rows) {
        return list(tenant, PAGE, Tuple.of(tenant.value(), value(visitor), value(after), rows), Wallets::wallet);
    }

    Uni<List<CreditView>> credits(TenantId tenant, WalletId wallet, @Nullable WalletCreditId after, int rows) {
        var from = Tuple.of(tenant.value(), wallet.value(), value(after), rows);
        return get(tenant, wallet).chain(() -> list(tenant, CREDITS, from, Wallets::credit));
    }

    Uni<List<TransactionView>> transactions(
            TenantId tenant, WalletId wallet, @Nullable WalletTransactionId after, int rows) {
        var from = Tuple.of(tenant.value(), wallet.value(), value(after), rows);
        return get(tenant, wallet).chain(() -> list(tenant, TRANSACTIONS, from, Wallets::transaction));
    }

    /** {@code actor} is who asked for it, in the words of the audit. */
    Uni<MovementView> move(TenantId tenant, WalletId wallet, Movement movement, String actor) {
        var act = movement.json()
                .put("tenant", tenant.value().toString())
                .put("wallet", wallet.value().toString())
                .put("transaction", ids.next().toString())
                .put("credit", ids.next().toString())
                .put("actor", actor);
        return tenancy.sql(
                        tenant,
                        connection -> requireReturnable(connection, tenant, movement.returns())
                                .chain(() -> connection.preparedQuery(MOVE).execute(Tuple.of(act, now()))))
                .map(rows -> moved(rows.iterator().next()));
    }

    private static Uni<Void> requireReturnable(
            SqlConnection connection, TenantId tenant, @Nullable WalletTransactionId spending) {
        return spending == null
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(SPENT)
                        .execute(Tuple.of(tenant.value(), spending.value()))
                        .invoke(rows -> rows.forEach(row -> {
                            if (OwnReferences.isOwn(row.getString("reference"))) {
                                throw Refusal.conflict(
                                        "spending-not-returnable",
                                        "This has paid an invoice. Write a credit note for the invoice instead.");
                            }
                        }))
                        .replaceWithVoid();
    }

    private static MovementView moved(Row row) {
        return switch (row.getString("outcome")) {
            case "done", "repeated" ->
                new MovementView(
                        new WalletTransactionId(row.getUUID("transaction")),
                        row.getString("outcome").equals("repeated"),
                        row.getLong("balance"));
            case "short" -> throw new Refusal("balance-insufficient", 402, "There is not enough money in this wallet.");
            case "differs" ->
                throw Refusal.conflict(
                        "reference-reused", "This reference belongs to another movement of this wallet.");
            case "returned" ->
                throw Refusal.conflict("return-exceeds-spending", "More would be given back than was spent.");
            default -> throw Refusal.notFound();
        };
    }

    private <T> Uni<List<T>> list(TenantId tenant, String sql, Tuple from, Function<Row, T> read) {
        return tenancy.sql(tenant, connection -> connection.preparedQuery(sql).execute(from))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(read)
                        .toList());
    }

    private static WalletView wallet(Row row) {
        var visitor = row.getUUID("visitor_id");
        return new WalletView(
                new WalletId(row.getUUID("id")),
                visitor == null ? null : new VisitorId(visitor),
                row.getString("currency"),
                row.getLong("balance_minor"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static CreditView credit(Row row) {
        var end = row.getOffsetDateTime("expires_at");
        return new CreditView(
                new WalletCreditId(row.getUUID("id")),
                row.getInteger("priority"),
                row.getLong("granted_minor"),
                row.getLong("left_minor"),
                end == null ? null : end.toInstant(),
                instant(row, "created_at"));
    }

    private static TransactionView transaction(Row row) {
        var returns = row.getUUID("returns");
        return new TransactionView(
                new WalletTransactionId(row.getUUID("id")),
                row.getString("kind"),
                row.getLong("amount_minor"),
                row.getString("currency"),
                row.getString("reference"),
                row.getString("description"),
                row.getString("actor"),
                returns == null ? null : new WalletTransactionId(returns),
                instant(row, "created_at"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static @Nullable UUID value(@Nullable Id id) {
        return id == null ? null : id.value();
    }
}
