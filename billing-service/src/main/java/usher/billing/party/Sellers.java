package usher.billing.party;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** The one seller there is. */
@ApplicationScoped
public class Sellers {
    private static final String GET = "select * from seller where code = 'default'";
    private static final String PUT = """
            update seller set legal_name = $1, address = $2, country = $3, tax_id = $4, number_prefix = $5, due_days = $6,
                proration = $7, automatic = $8 where code = 'default'""";

    public Uni<Seller> get(SqlConnection connection) {
        return connection
                .query(GET)
                .execute()
                .map(rows -> Seller.of(rows.iterator().next()));
    }

    Uni<Void> put(SqlConnection connection, Seller seller) {
        return connection
                .preparedQuery(PUT)
                .execute(Tuple.tuple()
                        .addString(seller.legalName())
                        .addString(seller.address())
                        .addString(seller.country())
                        .addString(seller.taxId())
                        .addString(seller.numberPrefix())
                        .addInteger(seller.dueDays())
                        .addString(seller.proration().name())
                        .addBoolean(seller.automatic()))
                .replaceWithVoid();
    }
}
