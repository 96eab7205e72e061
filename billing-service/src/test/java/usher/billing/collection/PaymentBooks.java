package usher.billing.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.arc.Arc;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.stream.StreamSupport;
import usher.billing.payment.PayPalInTests;
import usher.billing.payment.StripeInTests;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;

/** Whether the books agree: debits with credits, wallets with payments, invoices with payments, and all of them with Stripe's own. */
public final class PaymentBooks {
    private static final String UNBALANCED = """
            select currency, sum(amount_minor)::bigint as off from wallet_entry where tenant_id = $1 group by currency having sum(amount_minor) <> 0""";
    private static final String CREDIT =
            "select coalesce(sum(amount_minor), 0)::bigint as credit from credit where tenant_id = $1";
    private static final String BOTH = """
            select (select coalesce(sum(amount_minor), 0)::bigint from wallet_entry where tenant_id = $1 and account = 'money') as money,
                (select coalesce(sum(amount_minor - refunded_minor), 0)::bigint from payment where tenant_id = $1 and settled = 'WALLET') as into_wallets,
                (select coalesce(sum(balance_minor), 0)::bigint from wallet where tenant_id = $1) as balance,
                (select coalesce(-sum(amount_minor), 0)::bigint from wallet_entry where tenant_id = $1 and account = 'wallet') as owed,
                (select count(*) from invoice where tenant_id = $1 and status = 'PAID' and payment_provider in ('stripe', 'paypal')) as invoices,
                (select count(*) from payment where tenant_id = $1 and settled = 'INVOICE') as payments,
                (select coalesce(sum(amount_minor - refunded_minor), 0)::bigint from payment where tenant_id = $1 and state = 'SUCCEEDED') as taken,
                (select array_agg(provider_id) from payment where tenant_id = $1 and state = 'SUCCEEDED') as ids""";

    private PaymentBooks() {}

    public static void assertBalanced(TenantId tenant) {
        assertEquals(List.of(), rows(tenant, UNBALANCED));
        var books = rows(tenant, BOTH).getFirst();
        assertEquals(books.getLong("into_wallets"), books.getLong("money"), "money paid in");
        assertEquals(books.getLong("owed"), books.getLong("balance"), "what wallets hold");
        assertEquals(books.getLong("payments"), books.getLong("invoices"), "paid invoices");
    }

    /** Once nothing is under way. */
    public static void assertAgreesWithStripe(TenantId tenant) {
        var books = rows(tenant, BOTH).getFirst();
        String[] ids = books.getArrayOfStrings("ids");
        long stripes = ids == null ? 0 : StripeInTests.STRIPE.books().taken(List.of(ids));
        assertEquals(stripes, books.getLong("taken"), "what Stripe took");
    }

    public static void assertAgreesWithPayPal(TenantId tenant) {
        var books = rows(tenant, BOTH).getFirst();
        String[] ids = books.getArrayOfStrings("ids");
        long taken = ids == null ? 0 : PayPalInTests.PAYPAL.books().taken(List.of(ids));
        assertEquals(taken, books.getLong("taken"), "what PayPal took");
    }

    public static long credit(TenantId tenant) {
        return rows(tenant, CREDIT).getFirst().getLong("credit");
    }

    static List<Row> rows(TenantId tenant, String sql) {
        return Arc.container()
                .instance(Tenancy.class)
                .get()
                .sql(tenant, connection -> connection.preparedQuery(sql).execute(Tuple.of(tenant.value())))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList())
                .await()
                .indefinitely();
    }
}
