package usher.billing.collection;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import usher.billing.payment.Providers;
import usher.billing.subscription.PaymentMeans;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;

/** A tenant can pay by the method that its invoices are charged to, unless that is over, its provider is off, or its last charge failed. */
@ApplicationScoped
class KeptMeans implements PaymentMeans {
    private static final DateTimeFormatter EXPIRES = DateTimeFormatter.ofPattern("MM/yyyy");
    private static final String PREFERRED = """
            select m.provider, m.expires, (
                select p.state from payment p
                where p.tenant_id = m.tenant_id and p.method_id = m.id and p.state in ('SUCCEEDED', 'FAILED') order by p.id desc limit 1) as charge
            from payment_method m where m.tenant_id = $1 and m.preferred and m.removed_at is null""";

    private final Tenancy tenancy;
    private final Providers providers;
    private final InstantSource clock;

    KeptMeans(Tenancy tenancy, Providers providers, InstantSource clock) {
        this.tenancy = tenancy;
        this.providers = providers;
        this.clock = clock;
    }

    @Override
    public Uni<Boolean> canPay(TenantId tenant) {
        return tenancy.sql(
                        tenant,
                        connection -> connection.preparedQuery(PREFERRED).execute(Tuple.of(tenant.value())))
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().item(false)
                        : works(rows.iterator().next()));
    }

    private Uni<Boolean> works(Row method) {
        return State.FAILED.name().equals(method.getString("charge")) || isOver(method.getString("expires"))
                ? Uni.createFrom().item(false)
                : providers.takes(method.getString("provider"));
    }

    /** A card is good until the end of its month. */
    private boolean isOver(@Nullable String expires) {
        try {
            return expires != null
                    && YearMonth.parse(expires, EXPIRES)
                            .isBefore(YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC)));
        } catch (DateTimeException otherwise) {
            return false;
        }
    }
}
