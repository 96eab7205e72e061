package usher.billing.purchase.offer;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/** The offers of tenants as they are stored. */
@ApplicationScoped
public class Offers {
    /** Far more than a page shows to a visitor. */
    private static final int MOST = 100;

    private static final String SELECT = "select * from visitor_offer where tenant_id = $1";
    private static final String PAGE =
            SELECT + " and ($2::text is null or key > $2) and (enabled or not $3) order by key limit $4";
    private static final String FIND = SELECT + " and key = $2";
    private static final String OF_PRODUCT = SELECT + " and play_product = $2 order by play_base_plan nulls last";
    private static final String COUNT =
            "select count(*) filter (where key <> $2) as others from visitor_offer where tenant_id = $1";
    private static final String STORE = """
            insert into visitor_offer (tenant_id, key, name, kind, price_minor, currency, tier, messages_per_day, play_product,
                                       play_base_plan, enabled, created_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)
            on conflict (tenant_id, key) do update
               set name = excluded.name, price_minor = excluded.price_minor, currency = excluded.currency, tier = excluded.tier,
                   messages_per_day = excluded.messages_per_day, play_product = excluded.play_product,
                   play_base_plan = excluded.play_base_plan, enabled = excluded.enabled, updated_at = excluded.updated_at
             where visitor_offer.kind = excluded.kind
            returning *
            """;
    private static final String TAKEN = """
            select from visitor_offer where tenant_id = $1 and key <> $2 and play_product = $3
               and coalesce(play_base_plan, '') = coalesce($4, '')
            """;

    private final Tenancy tenancy;
    private final Sellings sellings;
    private final InstantSource clock;

    Offers(Tenancy tenancy, Sellings sellings, InstantSource clock) {
        this.tenancy = tenancy;
        this.sellings = sellings;
        this.clock = clock;
    }

    /** By key, those that can be bought alone or all of them. */
    public Uni<List<Offer>> page(TenantId tenant, @Nullable String after, boolean enabledAlone, int rows) {
        var from = Tuple.of(tenant.value(), after, enabledAlone, rows);
        return tenancy.sql(tenant, connection -> list(connection, PAGE, from));
    }

    public Uni<Optional<Offer>> find(TenantId tenant, String key) {
        return tenancy.sql(tenant, connection -> find(connection, tenant, key));
    }

    public Uni<Optional<Offer>> find(SqlConnection connection, TenantId tenant, String key) {
        return list(connection, FIND, Tuple.of(tenant.value(), key))
                .map(found -> found.stream().findFirst());
    }

    /** Those that stand for a product of the store; one with a base plan comes before the one for all others. */
    public Uni<List<Offer>> ofProduct(TenantId tenant, String product) {
        return tenancy.sql(tenant, connection -> list(connection, OF_PRODUCT, Tuple.of(tenant.value(), product)));
    }

    /** The one among them that was bought. */
    public static Optional<Offer> bought(List<Offer> ofProduct, @Nullable String basePlan) {
        return ofProduct.stream()
                .filter(offer ->
                        offer.googlePlay() != null && offer.googlePlay().covers(basePlan))
                .findFirst();
    }

    /** The kind of an offer stays: people have bought by it. What the tenant's other visitors may use is told in the same transaction. */
    Uni<Offer> publish(TenantId tenant, String key, PublishOffer wanted) {
        var store = wanted.googlePlay();
        var product = store == null ? null : store.product();
        var basePlan = store == null ? null : store.basePlan();
        var row = Tuple.tuple()
                .addUUID(tenant.value())
                .addString(key)
                .addString(wanted.name())
                .addString(wanted.kind().text())
                .addLong(wanted.priceMinor())
                .addString(wanted.currency())
                .addString(wanted.tier().text())
                .addLong(wanted.messagesPerDay())
                .addString(product)
                .addString(basePlan)
                .addBoolean(wanted.enabled())
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC));
        return tenancy.sql(
                tenant,
                connection -> sellings.hold(connection, tenant)
                        .chain(() -> connection.preparedQuery(COUNT).execute(Tuple.of(tenant.value(), key)))
                        .invoke(rows -> requireRoom(rows.iterator().next().getLong("others")))
                        .chain(() -> connection
                                .preparedQuery(TAKEN)
                                .execute(Tuple.of(tenant.value(), key, product, basePlan)))
                        .invoke(taken -> requireFree(taken.size()))
                        .chain(() -> list(connection, STORE, row))
                        .map(Offers::stored)
                        .call(() -> sellings.tell(connection, tenant)));
    }

    private static Offer stored(List<Offer> stored) {
        if (stored.isEmpty()) {
            throw Refusal.conflict("offer-kind-fixed", "The kind of an offer stays. Publish another offer instead.");
        }
        return stored.getFirst();
    }

    private static void requireRoom(long others) {
        if (others >= MOST) {
            throw Refusal.conflict("too-many-offers", "A tenant has at most " + MOST + " offers.");
        }
    }

    private static void requireFree(int taken) {
        if (taken > 0) {
            throw Refusal.conflict("store-product-taken", "Another offer stands for this product of the store.");
        }
    }

    private static Uni<List<Offer>> list(SqlConnection connection, String sql, Tuple from) {
        return connection
                .preparedQuery(sql)
                .execute(from)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Offers::read)
                        .toList());
    }

    private static Offer read(Row row) {
        var product = row.getString("play_product");
        return new Offer(
                row.getString("key"),
                row.getString("name"),
                Kind.of(row.getString("kind")),
                row.getLong("price_minor"),
                row.getString("currency"),
                Tier.of(row.getString("tier")),
                row.getLong("messages_per_day"),
                product == null ? null : new StoreProduct(product, row.getString("play_base_plan")),
                row.getBoolean("enabled"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
