package usher.e2e.isolation;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import usher.contracts.id.InvoiceId;
import usher.contracts.id.PaymentId;
import usher.contracts.id.PaymentMethodId;
import usher.contracts.id.TenantId;
import usher.e2e.client.Tenant;
import usher.e2e.world.Database;

/** A payment that failed and was disputed, and a method that was kept, written past the service: no payment provider is spoken with here. */
record Paid(String payment, String method) {
    private static final String METHOD = """
            insert into billing.payment_method (tenant_id, id, provider, token, kind, label, preferred, created_at)
            values (?, ?, 'stripe', ?, 'card', 'Visa', true, now())""";
    private static final String PAYMENT = """
            insert into billing.payment (tenant_id, id, purpose, invoice_id, amount_minor, currency, state, provider, description, keep, actor,
                created_at, updated_at)
            values (?, ?, 'INVOICE', ?, 100, 'USD', 'FAILED', 'stripe', 'Owned', false, 'matrix', now(), now())""";

    private static final String DISPUTE = """
            insert into billing.payment_dispute (tenant_id, id, payment_id, provider, provider_id, amount_minor, state, opened_at, created_at,
                updated_at)
            values (?, ?, ?, 'stripe', 'dp_matrix', 100, 'OPEN', now(), now(), now())""";

    static Paid into(Database database, Tenant tenant, String invoice) {
        var payment = new PaymentId(UUID.randomUUID());
        var method = new PaymentMethodId(UUID.randomUUID());
        var owner = TenantId.fromString(tenant.id()).value();
        try (var connection = database.connect();
                var methods = connection.prepareStatement(METHOD);
                var payments = connection.prepareStatement(PAYMENT);
                var disputes = connection.prepareStatement(DISPUTE)) {
            write(methods, owner, method.value(), "pm_" + method);
            write(
                    payments,
                    owner,
                    payment.value(),
                    InvoiceId.fromString(invoice).value());
            write(disputes, owner, UUID.randomUUID(), payment.value());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Paid(payment.toString(), method.toString());
    }

    private static void write(PreparedStatement statement, Object... values) throws SQLException {
        for (int at = 0; at < values.length; at++) {
            statement.setObject(at + 1, values[at]);
        }
        statement.executeUpdate();
    }
}
